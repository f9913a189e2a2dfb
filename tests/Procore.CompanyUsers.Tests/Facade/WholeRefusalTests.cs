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

    [TestCase("""{"status":"error","data":[]}""")]
    [TestCase("""{"success":false,"data":[]}""")]
    [TestCase("""{"data":[],"success":false}""")]
    public void ListAllAsync_does_not_take_a_failure_for_an_empty_directory(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(() => procore.Users.ListAllAsync(), Throws.InstanceOf<ProcoreException>());
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
