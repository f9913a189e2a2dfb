namespace Procore.CompanyUsers.Tests;

/// <summary>Lists inside an object, in every method that lists: the items of <c>data</c>, or the refusal that the object is.</summary>
internal sealed class WrappedListTests
{
    private static readonly Dictionary<string, Func<IProcoreCompany, Task<List<long>>>> Lists = new()
    {
        ["users"] = company => Ids(company.Users.ListAsync(), user => user.Id),
        ["inactive users"] = company => Ids(company.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Inactive }), user => user.Id),
        ["all users"] = company => Ids(company.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }), user => user.Id),
        ["ids"] = company => Ids(company.Users.ListIdsAsync(), id => id),
        ["pages"] = async company => [.. (await company.Users.ListPagesAsync().ToListAsync()).SelectMany(page => page.Users).Select(user => (long)user.Id!)],
        ["projects of a user"] = company => Ids(company.Users.ListProjectsAsync(7), project => project.ProjectId),
        ["projects"] = company => Ids(company.Projects.ListAsync(), project => project.Id),
        ["users of a project"] = company => Ids(company.Projects.ListUsersAsync(7), user => user.Id),
        ["templates of a project"] = company => Ids(company.Projects.ListPermissionTemplatesAsync(7), template => template.Id),
        ["templates"] = company => Ids(company.PermissionTemplates.ListAsync(), template => template.Id),
        ["vendors"] = company => Ids(company.Vendors.ListAsync(new VendorQuery { IsActive = true }), vendor => vendor.Id),
        ["inactive vendors"] = company => Ids(company.Vendors.ListAsync(new VendorQuery { IsActive = false }), vendor => vendor.Id),
        ["trades"] = company => Ids(company.Trades.ListAsync(), trade => trade.Id),
        ["work classifications"] = company => Ids(company.WorkClassifications.ListAsync(), classification => classification.Id),
    };

    private static IEnumerable<string> Names() => Lists.Select(list => list.Key);

    [Test]
    public async Task Lists_return_the_items_of_data(
        [ValueSource(nameof(Names))] string list,
        [Values(
            """{"data":[{"id":7,"project_id":7},{"id":8,"project_id":8}]}""",
            """{"errors":[],"meta":{"total":2},"data":[{"id":7,"project_id":7},{"id":8,"project_id":8}],"error":null,"message":"OK"}""")] string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("Total", "2")));

        Assert.That(await Lists[list](procore.Company), Is.EqualTo(new[] { 7, 8 }));
    }

    [Test]
    public void Lists_report_errors_of_a_success_as_a_refusal(
        [ValueSource(nameof(Names))] string list,
        [Values(
            """{"errors":"Not today"}""",
            """{"errors":{"base":["Not today"]}}""",
            """{"error":{"code":"x","message":"Not today"}}""",
            """{"message":"Not today"}""",
            """{"data":null,"errors":["Not today"]}""",
            """{"data":{"errors":["Not today"]}}""",
            """{"errors":["Not today"],"data":[{"id":7,"project_id":7}]}""",
            """{"data":[{"id":7,"project_id":7}],"errors":["Not today"]}""")] string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("Total", "1"), ("X-Request-Id", "r-1")));

        var failure = Assert.CatchAsync<ProcoreException>(() => Lists[list](procore.Company))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "Not today" }));
            Assert.That(failure.Message, Does.Contain("but with errors: ").And.Contain("Not today"));
            Assert.That((failure.StatusCode, failure.MayHaveBeenApplied, failure.RequestId), Is.EqualTo((200, false, "r-1")));
        }
    }

    [Test]
    public void Lists_refuse_other_objects(
        [ValueSource(nameof(Names))] string list,
        [Values("{}", """{"data":{}}""", """{"data":7}""", """{"data":null}""", """{"id":7}""", """{"data":[{"id":7,"project_id":7}]""", """{"data":[{"id":7,"project_id":7}]}x""")] string body)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("Total", "1")));

        Assert.That(() => Lists[list](procore.Company), Throws.InstanceOf<ProcoreException>());
    }

    [Test]
    public void ListAsync_masks_the_token_in_errors_of_a_success()
    {
        using var procore = ScriptedProcore.Answering($$"""{"errors":["Bad token {{ScriptedProcore.Token}}"]}""");

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.TypeOf<ProcoreException>()
            .With.Message.EndsWith("but with errors: Bad token ***")
            .And.Property(nameof(ProcoreException.Errors)).One.Property(nameof(ProcoreErrorMessage.Message)).EqualTo("Bad token ***"));
    }

    private static async Task<List<long>> Ids<T>(IAsyncEnumerable<T> list, Func<T, long?> id) => [.. (await list.ToListAsync()).Select(item => id(item)!.Value)];
}
