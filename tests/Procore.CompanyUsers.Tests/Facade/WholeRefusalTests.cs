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
    [TestCase("""{"id":7,"result":"not saved"}""")]
    [TestCase("""{"id":7,"Success":false}""")]
    [TestCase("""{"id":7,"status":"validation_failed"}""")]
    [TestCase("""{"id":7,"status":"not_saved"}""")]
    [TestCase("""{"data":{"id":7},"failed":"true"}""")]
    [TestCase("""{"data":{"id":7},"Ok":0}""")]
    [TestCase("""{"id":7,"error_message":"is locked"}""")]
    [TestCase("""{"id":7,"Errors":["is locked"]}""")]
    [TestCase("""{"data":{"id":7},"status":"Unprocessable"}""")]
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

    [TestCase("""{"id":7,"message":"The user could not be changed"}""")]
    [TestCase("""{"data":{"id":7},"message":"The user wasn't saved"}""")]
    [TestCase("""{"id":7,"success":true,"message":"Validation failed"}""")]
    [TestCase("""{"data":{"id":7},"result":"hmm"}""")]
    [TestCase("""{"id":7,"success":"hmm"}""")]
    [TestCase("""{"id":7,"failed":"true"}""")]
    [TestCase("""{"id":7,"ok":false}""")]
    [TestCase("""{"id":7,"message":"Nothing was saved"}""")]
    [TestCase("""{"id":7,"message":"Insufficient privileges"}""")]
    public void A_change_is_in_doubt_when_its_result_is_not_understood(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(() => procore.Users.CreateAsync(new NewCompanyUser("A", "a@example.com")), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True);
    }

    [TestCase("""{"id":7,"message":"User created"}""")]
    [TestCase("""{"id":7,"message":"The user was saved successfully.","status":"active","success":true}""")]
    [TestCase("""{"id":7,"status":"on leave"}""")]
    [TestCase("""{"id":7,"status":"locked"}""")]
    [TestCase("""{"id":7,"status":"not_invited"}""")]
    [TestCase("""{"id":7,"status":0}""")]
    [TestCase("""{"id":7,"status":201}""")]
    [TestCase("""{"id":7,"message":"Welcome"}""")]
    [TestCase("""{"id":7,"messages":["User created"]}""")]
    [TestCase("""{"id":7,"success":null,"status":null,"result":null}""")]
    [TestCase("""{"id":7,"sent":false,"delivered":false,"failed":3,"result":"A"}""")]
    [TestCase("""{"id":7,"reason":"Contract expired"}""")]
    [TestCase("""{"id":7,"message":"User deactivated. The user will not be able to log in."}""")]
    [TestCase("""{"id":7,"message":"Welcome e-mail sent to not.here@example.com"}""")]
    [TestCase("""{"id":7,"message":"No changes made"}""")]
    [TestCase("""{"id":7,"message":"Nothing to update"}""")]
    [TestCase("""{"id":7,"message":"Synced without errors"}""")]
    [TestCase("""{"id":7,"error":"none","errors":"[]"}""")]
    [TestCase("""{"id":7,"reason":"left the company"}""")]
    [TestCase("""{"id":7,"message":"User Ada T Smith created"}""")]
    [TestCase("""{"id":7,"message":"User has been reactivated"}""")]
    [TestCase("""{"id":7,"message":"Already up to date"}""")]
    [TestCase("""{"id":7,"message":"Saved with no errors"}""")]
    [TestCase("""{"id":7,"result":"no_content"}""")]
    [TestCase("""{"id":7,"error":false}""")]
    [TestCase("""{"id":7,"errors":0}""")]
    [TestCase("""{"id":7,"errors":{"count":0,"items":[]}}""")]
    [TestCase("""{"error":false,"data":{"id":7}}""")]
    [TestCase("""{"status":"success","message":"Profile changed","data":{"id":7}}""")]
    public async Task CreateAsync_returns_the_user_despite_a_message_of_success(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That((await procore.Users.CreateAsync(new NewCompanyUser("A", "a@example.com"))).Id, Is.EqualTo(7));
    }

    [TestCase("""{"data":[],"message":"No permission to list users"}""")]
    [TestCase("""{"data":[],"Errors":["x"]}""")]
    [TestCase("""{"data":[],"Success":false}""")]
    [TestCase("""{"data":[],"message":"No records found: permission denied"}""")]
    [TestCase("""{"data":[],"message":"Search failed, no results"}""")]
    [TestCase("""{"data":[],"message":"Bad request"}""")]
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

    [TestCase("""{"data":[],"message":"No projects"}""")]
    [TestCase("""{"data":[],"message":"Nothing here"}""")]
    [TestCase("""{"data":[],"message":"This company does not have any vendors"}""")]
    [TestCase("""{"data":[],"message":"0 errors"}""")]
    [TestCase("""{"data":[],"message":"No inactive vendors."}""")]
    [TestCase("""{"data":[],"message":"No error"}""")]
    [TestCase("""{"data":[],"status":"no_content"}""")]
    [TestCase("""{"data":[],"error":false,"errors":0}""")]
    [TestCase("""{"data":[],"message":"No users found"}""")]
    [TestCase("""{"data":[],"message":"OK"}""")]
    [TestCase("""{"message":"0 results","data":[],"errors":[]}""")]
    public async Task ListAllAsync_believes_that_nothing_was_found(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        Assert.That(await procore.Users.ListAllAsync(), Is.Empty);
    }

    [TestCase("""{"entities":[{"userId":7}],"error":"boom"}""")]
    [TestCase("""{"entities":[{"userId":7}],"message":"Failed to add users"}""")]
    [TestCase("""{"entities":[{"userId":7}],"failures":2}""")]
    [TestCase("""{"entities":[{"userId":7}],"ok":"false"}""")]
    [TestCase("""{"entities":[{"userId":7,"Status":"failed"}]}""")]
    [TestCase("""{"entities":[{"userId":7,"Success":false}]}""")]
    [TestCase("""{"entities":[{"userId":7,"status":"success","message":"Not added"}]}""")]
    [TestCase("""{"7":{"1":"Not added"}}""")]
    [TestCase("""{"7":{"1":"User must be added to the company before being added to a project"}}""")]
    [TestCase("""{"7":{"1":"No users were added"}}""")]
    [TestCase("""{"7":{"1":"Completed unsuccessfully"}}""")]
    [TestCase("""{"7":{"1":"0 added"}}""")]
    [TestCase("""{"7":{"1":"Success: false"}}""")]
    [TestCase("""{"entities":[{"userId":7}],"message":"No users were added"}""")]
    [TestCase("""{"entities":[{"userId":7}],"failed":[{"userId":8}]}""")]
    [TestCase("""{"entities":[{"userId":7}],"error_count":"2"}""")]
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

    [TestCase("""{"entities":[{"userId":7,"status":"success","message":"Added"}]}""")]
    [TestCase("""{"entities":[{"userId":7,"status":"success","message":"Ada was given access"}]}""")]
    [TestCase("""{"entities":[{"userId":7,"message":"Added successfully"}]}""")]
    [TestCase("""{"entities":[{"userId":7,"status":"success","errors":[]}]}""")]
    [TestCase("""{"entities":[{"userId":7,"status":"success","error":null}]}""")]
    [TestCase("""{"entities":[{"userId":7,"error":false}],"error":false,"errors":0,"failures":0}""")]
    [TestCase("""{"Entities":[{"UserId":7,"Status":"Success"}],"Message":"Done"}""")]
    [TestCase("""{"7":{"1":"Added successfully"}}""")]
    [TestCase("""{"7":{"1":"Added (0 errors)"}}""")]
    [TestCase("""{"7":{"1":"Removed; the user will not be notified"}}""")]
    [TestCase("""{"entities":[{"userId":7}],"errors":[{"userId":8,"message":"is locked"}],"failed":1,"has_errors":true,"status":"completed_with_errors","message":"1 user added, 1 failed"}""")]
    public async Task AddToProjectsAsync_reports_Applied_despite_a_message_of_success(string answer)
    {
        using var procore = ScriptedProcore.Answering(answer);

        var outcomes = await procore.Users.AddToProjectsAsync([new ProjectAssignment(7, 1)]);

        Assert.That(outcomes.Single().Status, Is.EqualTo(ProjectChangeStatus.Applied), string.Join("; ", outcomes.Single().Errors));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_user_who_is_still_active_does_not_pass_for_a_deactivated_one(bool isActive)
    {
        using var procore = ScriptedProcore.Answering($$"""{"id":7,"is_active":{{(isActive ? "true" : "false")}}}""");

        Assert.That(
            () => isActive ? procore.Users.DeactivateAsync(7) : procore.Users.ReactivateAsync(7),
            Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).True.And.Message.Contains(isActive ? "still active" : "still inactive"));
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
