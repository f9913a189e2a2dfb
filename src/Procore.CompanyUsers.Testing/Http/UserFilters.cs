namespace Procore.CompanyUsers.Testing;

/// <summary>The filters of a list. One that the operation doesn't publish is ignored, as any unknown parameter is.</summary>
internal static class UserFilters
{
    public static IEnumerable<FakeUser> Apply(Call call, IEnumerable<FakeUser> users)
    {
        var query = call.Query;
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
            users = users.Where(user => call.Company.FindVendor(user.VendorId) is { } vendor && vendor.TradeIds.Any(trades.Contains));
        if (Given("filters[search]"))
            users = users.Where(user => IsFound(user, query["filters[search]"]!));
        return users;

        bool Given(string filter) => call.Operation.Takes(filter) && query[filter] != null;

        IEnumerable<FakeUser> Within(DateRange range, Func<FakeUser, DateTimeOffset?> time) =>
            users.Where(user => time(user) is { } value && range.Contains(value));
    }

    private static bool IsFound(FakeUser user, string text) =>
        new[] { user.Name, user.EmailAddress, user.JobTitle }.Any(value => value?.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);
}
