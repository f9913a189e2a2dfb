namespace Procore.CompanyUsers.Testing;

/// <summary>Applies the filters of a list. A filter that the operation doesn't publish is ignored, like any unknown parameter.</summary>
internal static class UserFilters
{
    public static IEnumerable<FakeUser> Apply(AuthorizedRequest request, IEnumerable<FakeUser> users)
    {
        var query = request.Query;
        if (Given("filters[active]") && query.Boolean("filters[active]") is { } active)
            users = users.Where(user => user.IsActive == active);
        if (Given("filters[created_at]"))
            users = Within(DateRange.Read(query, "filters[created_at]"), user => user.CreatedAt);
        if (Given("filters[updated_at]"))
            users = Within(DateRange.Read(query, "filters[updated_at]"), user => user.UpdatedAt);
        if (Given("filters[vendor_id]") && query.Ids("filters[vendor_id]") is { } vendors)
            users = users.Where(user => user.VendorId is { } id && vendors.Contains(id));
        if (Given("filters[origin_id]"))
            users = users.Where(user => user.OriginId == query["filters[origin_id]"]);
        if (Given("filters[trade_id][]") && query.Ids("filters[trade_id][]") is { } trades)
            users = users.Where(user => request.Company.FindVendor(user.VendorId) is { } vendor && vendor.TradeIds.Any(trades.Contains));
        if (Given("filters[search]"))
            users = users.Where(user => IsFound(user, request.Company, query["filters[search]"]!));
        return users;

        bool Given(string filter) => request.Operation.Takes(filter) && query[filter] != null;

        IEnumerable<FakeUser> Within(DateRange range, Func<FakeUser, DateTimeOffset?> time) =>
            users.Where(user => time(user) is { } value && range.Contains(value));
    }

    // Published: first name, last name, e-mail address, keywords, job title and company name. Users here have no keywords.
    private static bool IsFound(FakeUser user, FakeCompany company, string text) =>
        new[] { user.FirstName, user.LastName, user.EmailAddress, user.JobTitle, company.FindVendor(user.VendorId)?.Name }.Any(value => value?.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);
}
