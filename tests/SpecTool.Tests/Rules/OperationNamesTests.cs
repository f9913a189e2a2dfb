using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

public sealed class OperationNamesTests
{
    [TestCase("get", "/rest/v1.0/companies/{company_id}/me", "CompanyUsersV10_GetCurrent")]
    [TestCase("get", "/rest/v1.3/companies/{company_id}/users", "CompanyUsersV13_List")]
    [TestCase("post", "/rest/v1.4/companies/{company_id}/users", "CompanyUsersV14_Create")]
    [TestCase("get", "/rest/v1.3/companies/{company_id}/users/{id}", "CompanyUsersV13_Get")]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/{id}", "CompanyUsersV13_Update")]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/{id}/invite", "CompanyUsersV13_Invite")]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/sync", "CompanyUsersV13_Sync")]
    [TestCase("get", "/rest/v1.0/companies/{company_id}/users/inactive", "CompanyUsersV10_ListInactive")]
    [TestCase("patch", "/rest/v1.0/companies/{company_id}/users/inactive/{id}", "CompanyUsersV10_Reactivate")]
    [TestCase("patch", "/rest/v2.0/companies/{company_id}/users/bulk_update_project_details", "CompanyUsersV20_BulkUpdateProjectDetails")]
    [TestCase("get", "/rest/v2.0/companies/{company_id}/users/bulk/status/{id}", "CompanyUsersV20_GetBulkStatus")]
    [TestCase("get", "/rest/v1.2/users", "CompanyUsersV12_ListUnscoped")]
    [TestCase("get", "/rest/v1.1/projects", "CompanyUsersV11_ListProjects")]
    [TestCase("get", "/rest/v1.2/projects/{id}/users", "CompanyUsersV12_ListProjectUsers")]
    [TestCase("get", "/rest/v1.0/companies/{company_id}/vendors/inactive", "CompanyUsersV10_ListInactiveVendors")]
    [TestCase("patch", "/rest/v1.2/users/sync", "CompanyUsersV12_SyncUnscoped")]
    [TestCase("patch", "/rest/v1.2/users/{id}", "CompanyUsersV12_UpdateUnscoped")]
    public void Apply_names_operations_by_version_verb_path_and_scope(string verb, string path, string id)
    {
        var document = Inputs.Document($$"""{ "{{path}}": { "{{verb}}": { "operationId": "Published" } } }""");

        OperationNames.Apply(document);

        var operation = document.Operations.Single();
        Assert.That(operation.Id, Is.EqualTo(id));
        Assert.That((string?)operation.Json["x-published-operation-id"], Is.EqualTo("Published"));
    }

    [TestCase("/rest/v1.0/vendors", "CompanyUsersV10_PostVendors")]
    [TestCase("/rest/v1.0/companies/{company_id}/users/{id}", "CompanyUsersV10_PostCompaniesUsers")]
    public void Apply_names_a_path_of_a_new_shape_and_reports_it(string path, string id)
    {
        var document = Inputs.Document($$"""{ "{{path}}": { "post": {} } }""");

        OperationNames.Apply(document);

        Assert.That(document.Operations.Single().Id, Is.EqualTo(id));
        Assert.That($"{document.Conflicts.Values.Single()}", Does.Contain($"POST {path}").And.Contain($"it is called {id}"));
    }

    [Test]
    public void Apply_leaves_out_an_operation_without_a_version_as_a_conflict()
    {
        var document = Inputs.Document("""{ "/users": { "post": {} } }""");

        OperationNames.Apply(document);

        Assert.That(document.Operations, Is.Empty);
        Assert.That(document.Conflicts.Values.Single().Blocks);
    }

    [Test]
    public void Apply_distinguishes_two_operations_with_one_name()
    {
        var document = Inputs.Document("""
            {
              "/rest/v1.0/companies/{company_id}/users/sync": { "patch": {}, "post": {} }
            }
            """);

        OperationNames.Apply(document);

        Assert.That(document.Operations.Select(operation => operation.Id), Is.EqualTo(["CompanyUsersV10_Sync", "CompanyUsersV10_SyncPost"]));
        Assert.That(document.Conflicts.Values.Single().Text, Does.Contain("PATCH").And.Contain("POST").And.Contain("CompanyUsersV10_Sync"));
    }

    [TestCase("get", "/rest/v1.3/companies/{company_id}/users/{id}", false)]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/{id}", true)]
    [TestCase("patch", "/rest/v1.3/users/{id}", true)]
    [TestCase("patch", "/rest/v1.0/companies/{company_id}/users/inactive/{id}", true)]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/sync", false)]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/{id}/invite", false)]
    [TestCase("patch", "/rest/v1.3/companies/{company_id}/users/archived/{id}", false)]
    [TestCase("post", "/rest/v1.3/companies/{company_id}/users", false)]
    public void RepeatableOperations_marks_writes_that_set_one_users_state(string verb, string path, bool isRepeatable)
    {
        var document = Inputs.Document($$"""{ "{{path}}": { "{{verb}}": {} } }""");
        OperationNames.Apply(document);

        RepeatableOperations.Apply(document);

        Assert.That((bool?)document.Operations.Single().Json[RepeatableOperations.Mark], isRepeatable ? Is.True : Is.Null);
    }
}
