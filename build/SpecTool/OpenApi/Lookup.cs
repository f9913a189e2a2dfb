using System.Collections.Concurrent;

namespace SpecTool.OpenApi;

/// <summary>
/// A list of what company users refer to, such as projects and vendors. It is ours from the version in its path on; other operations
/// under its tag aren't. Its model has the listed properties only, because a published project has about 60.
/// </summary>
/// <param name="Path">The path in the oldest version that is ours.</param>
/// <param name="Method">What the operation does, as in the name of the generated method.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="Properties">The properties of the model, the id first. Null if the response holds users.</param>
internal sealed record Lookup(string Path, string Method, string Model, IReadOnlyList<string>? Properties)
{
    private const string User = "CompanyUser";
    private const string Template = "PermissionTemplate";

    private static readonly ConcurrentDictionary<string, Lookup?> ByPath = new(StringComparer.Ordinal);

    private static readonly string[] OfTemplate = ["id", "name", "project_specific", "type"];

    private static readonly string[] OfVendor =
    [
        "id", "name", "abbreviated_name", "legal_name", "is_active", "email_address", "business_phone", "city", "state_code", "country_code",
        "origin_id", "origin_data", "project_ids", "created_at", "updated_at",
    ];

    public static IReadOnlyList<Lookup> All { get; } =
    [
        new("/rest/v1.1/projects", "ListProjects", "Project",
        [
            "id", "name", "display_name", "project_number", "active", "is_demo", "city", "state_code", "country_code", "time_zone",
            "origin_id", "origin_data", "start_date", "completion_date", "created_at", "updated_at",
        ]),
        new("/rest/v1.0/companies/{company_id}/users/{user_id}/project_assignments", "ListProjectAssignments", "UserProject",
        [
            "project_id", "name", "project_number", "active", "is_assigned", "permission_template_name", "roles", "stage", "region",
        ]),
        new("/rest/v1.0/projects/{project_id}/users", "ListProjectUsers", User, Properties: null),
        new("/rest/v1.0/projects/{project_id}/permission_templates", "ListProjectPermissionTemplates", Template, OfTemplate),
        new("/rest/v1.0/companies/{company_id}/permission_templates", "ListPermissionTemplates", Template, OfTemplate),
        new("/rest/v1.0/vendors", "ListVendors", "Vendor", OfVendor),
        new("/rest/v1.0/companies/{company_id}/vendors/inactive", "ListInactiveVendors", "Vendor", OfVendor),
        new("/rest/v1.0/companies/{company_id}/trades", "ListTrades", "Trade", ["id", "name", "active", "updated_at"]),
        new("/rest/v1.0/companies/{company_id}/work_classifications", "ListWorkClassifications", "WorkClassification",
        [
            "id", "name", "abbreviation", "company_visible", "project_ids", "created_at", "updated_at",
        ]),
    ];

    /// <summary>The lookup that an operation is, in this version or a newer one; null if it is none.</summary>
    public static Lookup? Of(Operation operation) => operation.Verb is "get" ? ByPath.GetOrAdd(operation.Path, Find) : null;

    private static Lookup? Find(string path)
    {
        var operation = new Operation(path, "get", []);
        return operation.HasVersion ? All.FirstOrDefault(lookup => lookup.Covers(operation)) : null;
    }

    private bool Covers(Operation operation)
    {
        var first = new Operation(Path, "get", []);
        return operation.Version.CompareTo(first.Version) >= 0
            && string.Equals(AddressOf(operation), AddressOf(first), StringComparison.Ordinal);
    }

    private static string AddressOf(Operation operation) => OpenApiDocument.Address(string.Join('/', operation.Segments));
}
