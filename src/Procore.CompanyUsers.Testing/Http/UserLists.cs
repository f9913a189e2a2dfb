using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Lists users: filters, sorts, pages, and selects the fields of the view.</summary>
internal static class UserLists
{
    public static JsonResponse List(AuthorizedRequest request)
    {
        var takesInactive = request.Operation.Takes("filters[active]");
        return Page(request, request.Company.Users.Where(user => takesInactive || user.IsActive));
    }

    public static JsonResponse ListInactive(AuthorizedRequest request) => Page(request, request.Company.Users.Where(user => !user.IsActive));

    private static JsonResponse Page(AuthorizedRequest request, IEnumerable<FakeUser> users)
    {
        var found = UserOrder.Apply(request, UserFilters.Apply(request, users)).ToList();
        var page = new Paging(request, found.Count);
        var shown = found.GetRange(page.Skip, Math.Min(page.PerPage, found.Count - page.Skip));
        var idsOnly = request.View == "ids_only";
        return JsonResponse.Ok(new JsonArray([.. shown.Select(user => idsOnly ? (JsonNode)user.Id : request.JsonOf(user))])) with { Headers = page.Headers() };
    }
}
