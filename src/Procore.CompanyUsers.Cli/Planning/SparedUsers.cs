using Procore.CompanyUsers.Cli.Commands;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>
/// Keeps the users that a skipped row may be about from being deactivated as missing. These are the users that have one of its
/// cells as a key, or else those that have one of its cells as last name. If there are none, it may be about any user.
/// </summary>
internal sealed class SparedUsers
{
    private readonly List<FileRow> _rows = [];
    private readonly HashSet<string> _keysOfOthers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<FileRow>> _rowsByCell = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<FileRow, List<CompanyUser>> _byKey = [];
    private readonly Dictionary<FileRow, List<CompanyUser>> _byName = [];

    private SparedUsers(PeopleFile file)
    {
        foreach (var (row, _) in file.Skipped())
        {
            _rows.Add(row);
            foreach (var cell in row.Cells.Select(cell => cell.Trim()).Where(cell => cell.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_rowsByCell.TryGetValue(cell, out var rows))
                    _rowsByCell.Add(cell, rows = []);
                rows.Add(row);
            }
        }
        foreach (var person in file.People().Select(row => row.Person))
            _keysOfOthers.UnionWith(KeysOf(person.Id.Or(null), person.OriginId.Or(null), person.EmployeeId.Or(null), person.EmailAddress.Or(null)));
    }

    /// <summary>Reads the directory, protects the users, and lists them.</summary>
    public static async Task SpareAsync(Session session, PeopleFile file, DirectorySyncOptions options)
    {
        var spared = new SparedUsers(file);
        await session.Terminal.ShowProgressAsync("Reading the directory", async report =>
        {
            var count = 0L;
            await foreach (var user in session.Users.ListAsync(new CompanyUserQuery(), session.Stop).ConfigureAwait(false))
            {
                spared.Take(user);
                report(++count, null);
            }
            return count;
        }).ConfigureAwait(false);
        spared.Protect(options, session.Terminal.Warn);
    }

    private void Take(CompanyUser user)
    {
        var keys = KeysOf(user.Id, user.OriginId, user.EmployeeId, user.EmailAddress).ToList();
        // Another row is certainly about this user.
        if (keys.Exists(_keysOfOthers.Contains))
            return;
        Add(_byKey, keys, user);
        if (user.LastName is { } name)
            Add(_byName, [name.Trim()], user);
    }

    private void Add(Dictionary<FileRow, List<CompanyUser>> found, IEnumerable<string> cells, CompanyUser user)
    {
        foreach (var row in cells.SelectMany(cell => _rowsByCell.GetValueOrDefault(cell) ?? []).Distinct())
        {
            if (!found.TryGetValue(row, out var users))
                found.Add(row, users = []);
            users.Add(user);
        }
    }

    private void Protect(DirectorySyncOptions options, Action<string> say)
    {
        foreach (var row in _rows)
        {
            if ((_byKey.GetValueOrDefault(row) ?? _byName.GetValueOrDefault(row)) is not { } users)
            {
                options.DeactivateMissing = false;
                say(FormattableString.Invariant($"row {row.Number}: the row is skipped and may be about any user, so no user is deactivated for not being in the file. Fix the row."));
                return;
            }
            foreach (var user in users)
                options.ProtectedIds.Add(user.Id);
            say(FormattableString.Invariant($"row {row.Number}: the row is skipped and may be about {string.Join(", ", users.Select(user => FormattableString.Invariant($"user {user.Id} ({user.Name})")))}, so {(users.Count == 1 ? "this user isn't" : "these users aren't")} deactivated."));
        }
    }

    private static IEnumerable<string> KeysOf(long? id, string? originId, string? employeeId, string? emailAddress) =>
        new[] { id is null ? null : FormattableString.Invariant($"{id}"), originId, employeeId, emailAddress }.OfType<string>().Select(key => key.Trim()).Where(key => key.Length > 0);
}
