using System.Text.Json;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Finds what Procore would refuse, as far as reading shows it: ids that don't exist, and keys that another user has.</summary>
internal sealed class Refusals
{
    private readonly HashSet<long> _users = [];
    private readonly Dictionary<string, long> _emailAddresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _originIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<long>> _lists = new(StringComparer.Ordinal);

    private Refusals()
    {
    }

    /// <summary>Reads the users, and the lists that the items refer to.</summary>
    /// <param name="session">The session of the command.</param>
    /// <param name="items">What would be sent.</param>
    public static Task<Refusals> ReadAsync(Session session, IReadOnlyCollection<JsonElement> items) => session.Terminal.ShowProgressAsync("Reading the directory", async report =>
    {
        var refusals = new Refusals();
        await foreach (var user in session.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, session.Stop).ConfigureAwait(false))
        {
            refusals.Add(user);
            report(refusals._users.Count, null);
        }
        var company = session.Company;
        await AddListAsync("vendor_id", "vendors", company.Vendors.ListAsync(new VendorQuery { IsActive = null }, session.Stop).Select(vendor => vendor.Id)).ConfigureAwait(false);
        await AddListAsync("default_permission_template_id", "permission templates for projects", company.PermissionTemplates.ListAsync(PermissionTemplateTools.Project, session.Stop).Select(template => template.Id)).ConfigureAwait(false);
        await AddListAsync("company_permission_template_id", "permission templates for the company's tools", company.PermissionTemplates.ListAsync(PermissionTemplateTools.Company, session.Stop).Select(template => template.Id)).ConfigureAwait(false);
        await AddListAsync("work_classification_id", "work classifications", company.WorkClassifications.ListAsync(session.Stop).Select(classification => classification.Id)).ConfigureAwait(false);
        return refusals;

        async Task AddListAsync(string field, string what, IAsyncEnumerable<long> ids)
        {
            if (items.Any(item => NumberOf(item, field) is not null) && await IdsAsync(session, what, ids).ConfigureAwait(false) is { } known)
                refusals._lists.Add(field, known);
        }
    });

    /// <summary>Reads the ids of a list. An account may be allowed to send ids of a list that it can't read.</summary>
    /// <param name="session">The session of the command.</param>
    /// <param name="what">What the list has, for the message.</param>
    /// <param name="ids">Reads the list.</param>
    /// <returns>The ids; null if the account isn't allowed to read them.</returns>
    public static async Task<HashSet<long>?> IdsAsync(Session session, string what, IAsyncEnumerable<long> ids)
    {
        try
        {
            return await ids.ToHashSetAsync(cancellationToken: session.Stop).ConfigureAwait(false);
        }
        catch (ProcoreException refusal) when (refusal.StatusCode is 403 or 404)
        {
            session.Terminal.Warn($"The account isn't allowed to read the {what}, so their ids weren't checked.");
            return null;
        }
    }

    /// <param name="item">What would be sent.</param>
    /// <param name="userId">The user that it changes; null for a new one, or one that its origin id finds.</param>
    /// <param name="isFoundByOriginId">Whether an origin id that a user has means this user.</param>
    public IEnumerable<string> Of(JsonElement item, long? userId, bool isFoundByOriginId)
    {
        if (userId is { } id && !_users.Contains(id))
            yield return FormattableString.Invariant($"no user has the id {id}");
        var holder = TextOf(item, "origin_id") is { } originId && _originIds.TryGetValue(originId, out var known) ? known : (long?)null;
        if (holder is not null && holder != userId && !(isFoundByOriginId && userId is null))
            yield return FormattableString.Invariant($"user {holder} has this origin id");
        userId ??= isFoundByOriginId ? holder : null;
        if (TextOf(item, "email_address") is { } address && _emailAddresses.TryGetValue(address, out var owner) && owner != userId)
            yield return FormattableString.Invariant($"user {owner} has this e-mail address");
        foreach (var (field, ids) in _lists)
        {
            if (NumberOf(item, field) is { } number && !ids.Contains(number))
                yield return FormattableString.Invariant($"{field} {number} doesn't exist");
        }
    }

    private void Add(CompanyUser user)
    {
        _users.Add(user.Id);
        if (user.EmailAddress is { } address)
            _emailAddresses[address.Trim()] = user.Id;
        if (user.OriginId is { } originId)
            _originIds[originId] = user.Id;
    }

    private static string? TextOf(JsonElement item, string field) => item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;

    private static long? NumberOf(JsonElement item, string field) => item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
