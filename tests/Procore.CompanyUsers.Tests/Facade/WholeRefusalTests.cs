using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>Responses with the status of a success that say as a whole that they aren't one.</summary>
internal sealed class WholeRefusalTests
{
    [TestCase("""{"data":{"id":7},"success":false}""")]
    [TestCase("""{"user":{"id":7},"result":"error"}""")]
    [TestCase("""{"id":7,"status":422}""")]
    public void GetAsync_throws_when_the_response_says_that_it_failed(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>());
    }

    [TestCase("""{"id":9}""")]
    [TestCase("""{"data":{"id":9}}""")]
    [TestCase("""{"id":7,"success":"no"}""")]
    [TestCase("""{"id":7,"status":"not saved"}""")]
    [TestCase("""{"id":7,"message":"The user could not be changed"}""")]
    public void A_change_is_in_doubt_when_the_response_is_about_another_user_or_of_failure(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        using (Assert.EnterMultipleScope())
        {
            foreach (var call in new Func<Task>[] { () => procore.Users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }), () => procore.Users.DeactivateAsync(7), () => procore.Users.ReactivateAsync(7) })
                Assert.That(call, Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
            Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).False);
        }
    }

    [TestCase("""{"id":7,"result":"hmm"}""")]
    [TestCase("""{"data":{"id":7},"success":null}""")]
    public void A_change_is_in_doubt_when_its_result_is_not_understood(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(() => procore.Users.CreateAsync(new NewCompanyUser("A", "a@example.com")), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
    }

    [TestCase("""{"id":7,"message":"User created"}""")]
    [TestCase("""{"id":7,"message":"The user was saved successfully.","status":"active","success":true}""")]
    [TestCase("""{"id":7,"status":"on leave"}""")]
    public async Task CreateAsync_returns_the_user_despite_a_message_of_success(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That((await procore.Users.CreateAsync(new NewCompanyUser("A", "a@example.com"))).Id, Is.EqualTo(7));
    }

    [TestCase("""{"data":[],"message":"The directory is down"}""")]
    [TestCase("""{"message":"Not permitted","data":[]}""")]
    [TestCase("""{"data":[],"is_error":true}""")]
    [TestCase("""{"status":"error","data":[]}""")]
    [TestCase("""{"success":false,"data":[]}""")]
    [TestCase("""{"data":[],"success":false}""")]
    public void ListAllAsync_does_not_take_a_failure_for_an_empty_directory(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(() => procore.Users.ListAllAsync(), Throws.InstanceOf<ProcoreException>());
    }

    [TestCase("""{"data":[],"message":"No users found"}""")]
    [TestCase("""{"data":[],"message":"OK"}""")]
    [TestCase("""{"message":"0 results","data":[],"errors":[]}""")]
    public async Task ListAllAsync_believes_that_nothing_was_found(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(await procore.Users.ListAllAsync(), Is.Empty);
    }

    [TestCase("""{"entities":[{"userId":7,"success":null}]}""")]
    [TestCase("""{"is_error":true,"entities":[{"userId":7}]}""")]
    [TestCase("""{"entities":[{"userId":7}],"ok":false}""")]
    [TestCase("""{"entities":[{"userId":7,"status":"not added"}]}""")]
    public async Task AddToProjectsAsync_does_not_take_a_denial_for_a_success(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        var outcomes = await procore.Users.AddToProjectsAsync([new ProjectAssignment(7, 1)]);

        Assert.That(outcomes.Single().Status, Is.AnyOf(ProjectChangeStatus.Unmentioned, ProjectChangeStatus.Refused));
    }

    [TestCase("[\"nothing was saved\"]")]
    [TestCase("{\"base\":[\"nothing was saved\"]}")]
    public async Task AddToProjectsAsync_leaves_all_in_doubt_when_an_error_names_no_item(string errors)
    {
        using var procore = ScriptedProcore.Answering($$"""{"entities":[{"userId":7},{"userId":8}],"errors":{{errors}}}""");

        var outcomes = await procore.Users.AddToProjectsAsync([new ProjectAssignment(7, 1), new ProjectAssignment(8, 1)]);

        Assert.That(outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ProjectChangeStatus.Unmentioned));
        Assert.That(outcomes[0].Errors.Select(error => error.Message), Has.Some.EqualTo("nothing was saved"));
    }
}
