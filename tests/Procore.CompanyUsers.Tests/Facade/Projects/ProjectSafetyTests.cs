namespace Procore.CompanyUsers.Tests;

/// <summary>What isn't known to be a success isn't told as one.</summary>
internal sealed class ProjectSafetyTests
{
    [TestCase("""{"entities":[{"userId":"1","projects":[{"id":5,"success":false}]}]}""", ProjectStatus.Refused)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"projectId":5,"failed":true}]}]}""", ProjectStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":{"state":"failed"}}]}]}""", ProjectStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":{"status_code":422}}]}]}""", ProjectStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":null}]}]}""", ProjectStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[5]}],"errors":[{"userId":1,"message":"user is inactive"}]}""", ProjectStatus.Refused)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"id":5,"name":"Tower","permission_template_id":9}]}]}""", ProjectStatus.Done)]
    public async Task AddToProjectsAsync_reports_Done_only_when_the_response_says_so(string body, ProjectStatus expected)
    {
        using var procore = ScriptedProcore.Answering(body);

        var outcomes = await procore.Users.AddToProjectsAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();

        Assert.That(outcomes.Single().Status, Is.EqualTo(expected), string.Join("; ", outcomes.Single().Errors));
    }

    [TestCase("""{"error":"forbidden"}""")]
    [TestCase("""{"success":false}""")]
    public async Task AddToProjectsAsync_reports_Unmentioned_when_a_202_contradicts_it(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 202);

        var outcomes = await procore.Users.AddToProjectsAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();

        Assert.That(outcomes.Single().Status, Is.EqualTo(ProjectStatus.Unmentioned));
    }

    [Test]
    public async Task RemoveProjectDetailsAsync_does_not_send_an_empty_change()
    {
        using var procore = ScriptedProcore.Answering("{}");

        var outcomes = await procore.Users.RemoveProjectDetailsAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();
        outcomes.AddRange(await procore.Users.UpdateProjectDetailsAsync([new ProjectAssignment(1, 5)]).ReadAllAsync());
        outcomes.AddRange(await procore.Users.AddToProjectsAsync([new ProjectAssignment(1, 5) { ProjectRoleIds = null! }]).ReadAllAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ProjectStatus.NotSent));
            Assert.That(procore.Requests, Is.Empty);
        }
    }
}
