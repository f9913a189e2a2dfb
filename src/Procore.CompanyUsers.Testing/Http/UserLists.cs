using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Lists of users: which, in which order, which page, which fields.</summary>
internal static class UserLists
{
    public static Answer List(Call call)
    {
        var takesInactive = call.Operation.Takes("filters[active]");
        return Page(call, call.Company.Users.Where(user => takesInactive || user.IsActive));
    }

    public static Answer ListInactive(Call call) => Page(call, call.Company.Users.Where(user => !user.IsActive));

    private static Answer Page(Call call, IEnumerable<FakeUser> users)
    {
        var found = UserOrder.Apply(call, UserFilters.Apply(call, users)).ToList();
        var page = new Paging(call, found.Count);
        var shown = found.GetRange(page.Skip, Math.Min(page.PerPage, found.Count - page.Skip));
        var idsOnly = call.View == "ids_only";
        return Answer.Ok(new JArray(shown.Select(user => idsOnly ? (JToken)user.Id : call.JsonOf(user)))) with { Headers = page.Headers() };
    }
}
