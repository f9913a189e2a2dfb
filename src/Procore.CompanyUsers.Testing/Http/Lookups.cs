using System.Globalization;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// Lists what users refer to: projects, templates, vendors, trades and work classifications. A filter or sort key that is published but
/// not implemented here is refused, so that no test passes because of a filter that was ignored.
/// </summary>
internal static class Lookups
{
    public static JsonResponse ListProjects(AuthorizedRequest request)
    {
        var list = new LookupList<FakeProject>(request, request.VisibleProjects(), project => project.Id);
        list.Filter("filters[by_status]", IsOfStatus, defaultValue: "Active");
        list.Filter("filters[name]", (project, name) => project.Name == name);
        list.Filter("filters[project_number]", (project, number) => project.Number == number);
        list.Filter("filters[origin_id]", (project, originId) => project.OriginId == originId);
        list.FilterById("filters[id]");
        list.Sort(("name", project => project.Name), ("display_name", DisplayName));
        return list.Page((project, field) => field switch
        {
            "name" => project.Name,
            "display_name" => DisplayName(project),
            "project_number" => project.Number,
            "active" => project.IsActive,
            "is_demo" => false,
            "origin_id" => project.OriginId,
            _ => null,
        });
    }

    public static JsonResponse ListProjectAssignments(AuthorizedRequest request)
    {
        var user = request.User();
        var company = request.Company;
        var own = company.Memberships.Where(membership => membership.UserId == user.Id).ToDictionary(membership => membership.ProjectId);
        var list = new LookupList<FakeProject>(request, request.VisibleProjects(), project => project.Id);
        list.Filter("filters[assignment_status]", (project, status) => status switch
        {
            "all" => true,
            "assigned" => own.ContainsKey(project.Id),
            "unassigned" => !own.ContainsKey(project.Id),
            _ => throw Refusal.BadParameter("filters[assignment_status]", "is neither all, assigned nor unassigned"),
        });
        list.Filter("filters[by_status]", IsOfStatus);
        list.Filter("filters[active]", (project, active) => project.IsActive == (active == "true"));
        list.Filter("filters[name]", (project, name) => project.Name == name);
        list.Sort(("name", project => project.Name), ("project_number", project => project.Number));
        return list.Page((project, field) => (own.TryGetValue(project.Id, out var membership), field) switch
        {
            (_, "project_id") => project.Id,
            (_, "name") => project.Name,
            (_, "project_number") => project.Number,
            (_, "active") => project.IsActive,
            (var isAssigned, "is_assigned") => isAssigned,
            (true, "permission_template_name") => company.FindPermissionTemplate(membership!.PermissionTemplateId)?.Name,
            (true, "roles") => new JsonArray([.. membership!.ProjectRoleIds.Select(id => (JsonNode?)company.FindProjectRole(id)?.Name)]),
            (false, "roles") => new JsonArray(),
            _ => null,
        });
    }

    public static JsonResponse ListProjectUsers(AuthorizedRequest request)
    {
        var project = request.Project();
        var company = request.Company;
        // Their template is the one that they have on the project.
        var users = company.Memberships
            .Where(membership => membership.ProjectId == project.Id)
            .Select(membership => company.FindUser(membership.UserId)! with { DefaultPermissionTemplateId = membership.PermissionTemplateId })
            .Where(user => user.IsActive);
        var list = new LookupList<FakeUser>(request, UserFilters.Apply(request, users), user => user.Id);
        list.Ignore("filters[created_at]", "filters[updated_at]", "filters[vendor_id]", "filters[origin_id]", "filters[trade_id][]", "filters[search]");
        list.FilterById("filters[id]");
        list.Filter("filters[permission_template]", (user, id) => user.DefaultPermissionTemplateId?.ToString(CultureInfo.InvariantCulture) == id);
        list.Filter("filters[employee]", (user, isEmployee) => (user.IsEmployee == true) == (isEmployee == "true"));
        list.Sort(
            ("name", user => user.Name),
            ("vendor_name", user => company.FindVendor(user.VendorId)?.Name),
            ("permission_template", user => company.FindPermissionTemplate(user.DefaultPermissionTemplateId)?.Name));
        return list.Page(user => UserJson.Write(user, company, list.View == "compact" ? ["id", "first_name", "initials", "last_name", "name", "vendor"] : request.Operation.FieldsIn("normal")));
    }

    public static JsonResponse ListProjectPermissionTemplates(AuthorizedRequest request)
    {
        request.Project();
        return Templates(request, isOfType: template => template.Type != "company_tools");
    }

    public static JsonResponse ListPermissionTemplates(AuthorizedRequest request)
    {
        var type = request.Query["filters[type]"] ?? "project_tools";
        if (type is not ("project_tools" or "company_tools"))
            throw Refusal.BadParameter("filters[type]", "is neither project_tools nor company_tools");
        return Templates(request, template => (template.Type == "company_tools") == (type == "company_tools"));
    }

    public static JsonResponse ListVendors(AuthorizedRequest request) => Vendors(request, isActive: true);

    public static JsonResponse ListInactiveVendors(AuthorizedRequest request) => Vendors(request, isActive: false);

    public static JsonResponse ListTrades(AuthorizedRequest request)
    {
        var list = new LookupList<FakeTrade>(request, request.Company.Trades, trade => trade.Id);
        list.Filter("filters[active]", (_, active) => active == "true");
        list.Filter("filters[query]", (trade, text) => Contains(trade.Name, text));
        return list.Page((trade, field) => field switch
        {
            "name" => trade.Name,
            "active" => true,
            _ => null,
        });
    }

    public static JsonResponse ListWorkClassifications(AuthorizedRequest request) =>
        new LookupList<FakeWorkClassification>(request, request.Company.WorkClassifications, classification => classification.Id).Page((classification, field) => field switch
        {
            "name" => classification.Name,
            "company_visible" => true,
            "project_ids" => new JsonArray(),
            _ => null,
        });

    public static JsonResponse ListRoles(AuthorizedRequest request)
    {
        var list = new LookupList<FakeProjectRole>(request, request.Company.ProjectRoles, role => role.Id);
        list.Ignore("filters[users_only]");
        return list.All((role, field) => field == "name" ? role.Name : null);
    }

    private static JsonResponse Vendors(AuthorizedRequest request, bool isActive)
    {
        var list = new LookupList<FakeVendor>(request, request.Company.Vendors.Where(vendor => vendor.IsActive == isActive), vendor => vendor.Id);
        list.Filter("filters[origin_id]", (vendor, originId) => vendor.OriginId == originId);
        list.Filter("filters[search]", (vendor, text) => Contains(vendor.Name, text));
        list.FilterById("filters[id][]");
        list.FilterById("filters[trade_id][]", vendor => vendor.TradeIds);
        list.Sort(("name", vendor => vendor.Name));
        return list.Page((vendor, field) => field switch
        {
            "name" => vendor.Name,
            "is_active" => vendor.IsActive,
            "origin_id" => vendor.OriginId,
            "project_ids" => new JsonArray(),
            _ => null,
        });
    }

    private static JsonResponse Templates(AuthorizedRequest request, Func<FakePermissionTemplate, bool> isOfType) =>
        new LookupList<FakePermissionTemplate>(request, request.Company.PermissionTemplates.Where(isOfType), template => template.Id).All((template, field) => field switch
        {
            "name" => template.Name,
            "type" => template.Type,
            "project_specific" => template.ProjectSpecific,
            _ => null,
        });

    private static string DisplayName(FakeProject project) => project.Number is { } number ? $"{number} {project.Name}" : project.Name;

    private static bool IsOfStatus(FakeProject project, string status) => status switch
    {
        "All" => true,
        "Active" => project.IsActive,
        "Inactive" => !project.IsActive,
        _ => throw Refusal.BadParameter("filters[by_status]", "is neither All, Active nor Inactive"),
    };

    private static bool Contains(string name, string text) => name.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;
}
