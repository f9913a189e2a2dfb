namespace Procore.CompanyUsers.Tests;

/// <summary>A listing makes progress or ends, whatever the headers claim.</summary>
internal sealed class ListProgressTests
{
    [TestCase("Total", "9223372036854775807")]
    [TestCase("Total", "1000000")]
    [TestCase("Link", "<https://x/?page=2147483647>; rel=\"last\"")]
    public void ListAsync_throws_when_pages_bring_no_new_users(string header, string value)
    {
        using var procore = new ScriptedProcore(_ => Answer.Text("""[{"id":1}]""", "application/json", 200, (header, value)));

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("no progress"));
        Assert.That(procore.Requests, Has.Count.LessThan(12));
    }

    [TestCase(1000, new[] { 1000, 500 })]
    [TestCase(150, new[] { 150, 100 })]
    public async Task ListAsync_halves_the_page_size_after_a_408(int pageSize, int[] sizes)
    {
        using var procore = new ScriptedProcore(request => SizeOf(request) == pageSize ? Answer.Empty(408) : Answer.Users([1], ("Total", "1")));

        var users = await procore.Users.ListAsync(new CompanyUserQuery { PageSize = pageSize }).ToListAsync();

        Assert.That(users, Has.Count.EqualTo(1));
        Assert.That(procore.Requests.Select(SizeOf).Distinct(), Is.EqualTo(sizes));
    }

    [Test]
    public void ListAsync_gives_up_after_a_408_to_pages_of_100()
    {
        using var procore = new ScriptedProcore(_ => Answer.Empty(408));

        Assert.That(async () => await procore.Users.ListAsync().ToListAsync(), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(408));
        Assert.That(procore.Requests.Select(SizeOf), Is.EqualTo(new[] { 1000, 500, 250, 125, 100 }));
    }

    [Test]
    public async Task ListAsync_returns_every_user_when_pages_shrink_halfway()
    {
        var people = Enumerable.Range(1, 1000).Select(id => (long)id).ToList();
        using var procore = new ScriptedProcore(request =>
        {
            var (page, size) = (PageOf(request), SizeOf(request));
            return size == 400 && page > 1
                ? Answer.Empty(408)
                : Answer.Text($"[{string.Join(",", people.Skip((page - 1) * size).Take(size).Select(id => $$"""{"id":{{id}}}"""))}]", "application/json", 200, ("Total", "1000"), ("Per-Page", $"{size}"));
        });

        var users = await procore.Users.ListAsync(new CompanyUserQuery { PageSize = 400 }).Select(user => user.Id).ToListAsync();

        Assert.That(users, Is.EqualTo(people));
    }

    private static int SizeOf(SentRequest request) => Number(request, "per_page");

    private static int PageOf(SentRequest request) => Number(request, "page");

    private static int Number(SentRequest request, string name) => int.Parse(
        request.Address.Query.TrimStart('?').Split('&').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal)).Split('=')[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
