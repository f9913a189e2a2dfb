namespace Procore.CompanyUsers.Tests;

/// <summary>What isn't known to be a success isn't told as one.</summary>
internal sealed class ProjectSafetyTests
{
    [TestCase("""{"entities":[{"userId":"1","projects":[{"id":5,"success":false}]}]}""", ProjectChangeStatus.Refused)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"projectId":5,"failed":true}]}]}""", ProjectChangeStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":{"state":"failed"}}]}]}""", ProjectChangeStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":{"status_code":422}}]}]}""", ProjectChangeStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"5":null}]}]}""", ProjectChangeStatus.Unmentioned)]
    [TestCase("""{"entities":[{"userId":"1","projects":[5]}],"errors":[{"userId":1,"message":"user is inactive"}]}""", ProjectChangeStatus.Refused)]
    [TestCase("""{"entities":[{"userId":"1","projects":[{"id":5,"name":"Tower","permission_template_id":9}]}]}""", ProjectChangeStatus.Applied)]
    public async Task AddToProjectsAsync_reports_Done_only_when_the_response_says_so(string body, ProjectChangeStatus expected)
    {
        using var procore = ScriptedProcore.Answering(body);

        var outcomes = await procore.Users.AddToProjectsStreamingAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();

        Assert.That(outcomes.Single().Status, Is.EqualTo(expected), string.Join("; ", outcomes.Single().Errors));
    }

    [TestCase("""{"error":"forbidden"}""")]
    [TestCase("""{"success":false}""")]
    public async Task AddToProjectsAsync_reports_Unmentioned_when_a_202_contradicts_it(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 202);

        var outcomes = await procore.Users.AddToProjectsStreamingAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();

        Assert.That(outcomes.Single().Status, Is.EqualTo(ProjectChangeStatus.Unmentioned));
    }

    [Test]
    public async Task RemoveTemplateAndRolesAsync_does_not_send_an_empty_change()
    {
        using var procore = ScriptedProcore.Answering("{}");

        var outcomes = await procore.Users.RemoveTemplateAndRolesStreamingAsync([new ProjectAssignment(1, 5)]).ReadAllAsync();
        outcomes.AddRange(await procore.Users.UpdateTemplateAndRolesStreamingAsync([new ProjectAssignment(1, 5)]).ReadAllAsync());
        outcomes.AddRange(await procore.Users.AddToProjectsStreamingAsync([new ProjectAssignment(1, 5) { ProjectRoleIds = null! }]).ReadAllAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.Status), Is.All.EqualTo(ProjectChangeStatus.NotSent));
            Assert.That(procore.Requests, Is.Empty);
        }
    }
}
