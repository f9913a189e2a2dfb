using System.Globalization;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>Finds users by id, e-mail address or origin id, and reads their projects.</summary>
internal sealed class LeaverLookup(ICompanyUsers users, CancellationToken cancellationToken)
{
    private readonly Dictionary<long, Leaver> _found = [];
    private long? _account;

    /// <summary>The users found so far, each once, in order.</summary>
    public IReadOnlyCollection<Leaver> Found => _found.Values;

    /// <summary>Finds a user.</summary>
    /// <param name="key">An id or an e-mail address.</param>
    /// <returns>The user's id, or why the user can't be offboarded.</returns>
    public async Task<(long? Id, string? Problem)> FindAsync(string key) =>
        key.Contains('@', StringComparison.Ordinal) ? await AddAsync(await users.FindByEmailAsync(key, cancellationToken).ConfigureAwait(false), "no user has this e-mail address.").ConfigureAwait(false)
        : LeadingZeroIds.IsDigits(key) && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? await FindAsync(id).ConfigureAwait(false)
        : (null, $"'{key}' is neither an id nor an e-mail address.");

    /// <summary>Finds a user by the id in your own system.</summary>
    /// <returns>The user's id, or why the user can't be offboarded.</returns>
    public async Task<(long? Id, string? Problem)> FindByOriginIdAsync(string originId) =>
        await AddAsync(await users.FindByOriginIdAsync(originId, cancellationToken).ConfigureAwait(false), "no user has this origin id.").ConfigureAwait(false);

    private async Task<(long? Id, string? Problem)> FindAsync(long id)
    {
        if (_found.ContainsKey(id))
            return (id, null);
        try
        {
            return await AddAsync(await users.GetAsync(id, cancellationToken).ConfigureAwait(false), null!).ConfigureAwait(false);
        }
        catch (ProcoreNotFoundException)
        {
            return (null, "no user has this id.");
        }
    }

    private async Task<(long? Id, string? Problem)> AddAsync(CompanyUser? user, string problem)
    {
        if (user is null)
            return (null, problem);
        var id = user.Id;
        _account ??= (await users.GetCurrentAsync(cancellationToken).ConfigureAwait(false)).Id;
        if (id == _account)
            return (null, "this is the account that signs in. It can't offboard itself.");
        if (_found.ContainsKey(id))
            return (id, null);
        var projects = new List<UserProject>();
        await foreach (var project in users.ListProjectsAsync(id, cancellationToken).ConfigureAwait(false))
            projects.Add(project);
        _found.Add(id, new Leaver(user, projects));
        return (id, null);
    }
}
