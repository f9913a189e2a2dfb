namespace Procore.CompanyUsers.Testing;

/// <summary>Sorts a list: by id, unless the request names a published sort key.</summary>
internal static class UserOrder
{
    private static readonly Dictionary<string, Func<FakeUser, FakeCompany, string?>> Texts = new(StringComparer.Ordinal)
    {
        ["name"] = (user, _) => user.Name,
        ["full_name"] = (user, _) => user.Name,
        ["email"] = (user, _) => user.EmailAddress,
        ["job_title"] = (user, _) => user.JobTitle,
        ["vendor_name"] = (user, company) => company.FindVendor(user.VendorId)?.Name,
        ["permission_template"] = (user, company) => company.FindPermissionTemplate(user.DefaultPermissionTemplateId)?.Name,
    };

    public static IEnumerable<FakeUser> Apply(AuthorizedRequest request, IEnumerable<FakeUser> users)
    {
        // Users are already in order of their ids; sorting a large directory again for each page would be slow.
        if (!request.Operation.Takes("sort") || request.Query["sort"] is not { } sort)
            return users;
        var ordered = users.OrderBy(_ => 0);
        foreach (var key in sort.Split(','))
            ordered = ThenBy(ordered, key.TrimStart('-'), key.StartsWith("-", StringComparison.Ordinal), request);
        return ordered.ThenBy(user => user.Id);
    }

    private static IOrderedEnumerable<FakeUser> ThenBy(IOrderedEnumerable<FakeUser> users, string key, bool descending, AuthorizedRequest request)
    {
        if (!request.Operation.SortsBy.Contains(key, StringComparer.Ordinal))
            throw Refusal.BadParameter("sort", $"can't be {key}; this route sorts by {string.Join(", ", request.Operation.SortsBy)}");
        if (key == "projects")
        {
            var memberships = request.Company.Memberships.ToLookup(membership => membership.UserId);
            return Ordered(user => memberships[user.Id].Count(), Comparer<int>.Default);
        }

        // Users without a value come last, and first in descending order.
        Func<FakeUser, string?> text = user => Texts[key](user, request.Company);
        return Ordered(user => text(user) == null, Comparer<bool>.Default) is var byPresence && descending
            ? byPresence.ThenByDescending(text, StringComparer.OrdinalIgnoreCase)
            : byPresence.ThenBy(text, StringComparer.OrdinalIgnoreCase);

        IOrderedEnumerable<FakeUser> Ordered<T>(Func<FakeUser, T> value, IComparer<T> comparer) =>
            descending ? users.ThenByDescending(value, comparer) : users.ThenBy(value, comparer);
    }
}
