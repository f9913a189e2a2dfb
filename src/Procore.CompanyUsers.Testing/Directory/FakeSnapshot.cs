using System.Globalization;
using Newtonsoft.Json;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// The state of a <see cref="FakeCompany"/> at one moment, for assertions: snapshots with the same content are equal, and
/// <see cref="ChangesSince"/> describes what differs. Immutable.
/// </summary>
public sealed class FakeSnapshot : IEquatable<FakeSnapshot>
{
    private const string UpdatedAt = "updated_at";

    private readonly string _companyName;
    private readonly IReadOnlyList<string> _others;

    internal FakeSnapshot(string companyName, IReadOnlyList<FakeUser> users, IReadOnlyList<FakeMembership> memberships, IReadOnlyList<string> others)
    {
        _companyName = companyName;
        _others = others;
        Users = users;
        Memberships = memberships;
    }

    /// <summary>All users, active or not, by ascending id.</summary>
    public IReadOnlyList<FakeUser> Users { get; }

    /// <summary>The users on projects, by ascending ids of user and project.</summary>
    public IReadOnlyList<FakeMembership> Memberships { get; }

    /// <summary>
    /// Describes what has changed, with a line for each user, each membership, and each vendor, trade, project, project role and permission
    /// template that was added or removed, such as <c>user 5000000001 (Ada Abbott): job_title "Foreman" -> "Superintendent"</c> or
    /// <c>added: user 5000000002 (Bruno Brandt)</c>. The time of the last update is listed only if nothing else of the user has changed.
    /// </summary>
    /// <param name="before">The snapshot to compare with.</param>
    /// <returns>The lines; none if the snapshots are equal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> is null.</exception>
    public IReadOnlyList<string> ChangesSince(FakeSnapshot before)
    {
        _ = before ?? throw new ArgumentNullException(nameof(before));
        return
        [
            .. Changes(before.Users, Users, user => user.Id, Describe, FieldChanges),
            .. Changes(before.Memberships, Memberships, membership => (membership.UserId, membership.ProjectId), Describe, MembershipChanges),
            .. _others.Except(before._others, StringComparer.Ordinal).Select(thing => "added: " + thing),
            .. before._others.Except(_others, StringComparer.Ordinal).Select(thing => "removed: " + thing),
        ];
    }

    /// <summary>Compares the content of the snapshots.</summary>
    /// <param name="other">The other snapshot.</param>
    /// <returns>Whether it is the same.</returns>
    public bool Equals(FakeSnapshot? other) =>
        other != null && Users.SequenceEqual(other.Users) && Memberships.SequenceEqual(other.Memberships) && _others.SequenceEqual(other._others, StringComparer.Ordinal);

    /// <summary>Compares the content of the snapshots.</summary>
    /// <param name="obj">The other snapshot.</param>
    /// <returns>Whether it is a snapshot with the same content.</returns>
    public override bool Equals(object? obj) => Equals(obj as FakeSnapshot);

    /// <summary>Returns a hash code consistent with <see cref="Equals(FakeSnapshot)"/>.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => (Users.Count, Memberships.Count, _others.Count).GetHashCode();

    /// <summary>Counts the content.</summary>
    /// <returns>Such as <c>Bluestone Builders: 250 users, 225 of them active, and 40 memberships of projects</c>.</returns>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1} users, {2} of them active, and {3} memberships of projects", _companyName, Users.Count, Users.Count(user => user.IsActive), Memberships.Count);

    internal static string Describe(string kind, long id, string name) => string.Format(CultureInfo.InvariantCulture, "{0} {1} ({2})", kind, id, name);

    private static string Describe(FakeUser user) => Describe("user", user.Id, user.Name);

    private static string Describe(FakeMembership membership) =>
        string.Format(CultureInfo.InvariantCulture, "user {0} on project {1}", membership.UserId, membership.ProjectId);

    private static IEnumerable<string> Changes<T, TKey>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> keyOf, Func<T, string> describe, Func<T, T, IEnumerable<string>> compare)
        where T : notnull
        where TKey : notnull
    {
        var old = before.ToDictionary(keyOf);
        foreach (var item in after)
        {
            if (!old.TryGetValue(keyOf(item), out var previous))
                yield return "added: " + describe(item);
            else if (!item.Equals(previous))
                yield return $"{describe(item)}: {string.Join(", ", compare(previous, item))}";
            old.Remove(keyOf(item));
        }

        foreach (var gone in before.Where(item => old.ContainsKey(keyOf(item))))
            yield return "removed: " + describe(gone);
    }

    private static List<string> FieldChanges(FakeUser before, FakeUser after)
    {
        var changes = new List<string>();
        // The name is made of first and last name, which are compared themselves.
        foreach (var field in UserJson.KnownFields.Where(field => field is not ("name" or UpdatedAt)))
            AddChange(changes, field, UserJson.ValueOf(before, field), UserJson.ValueOf(after, field));
        if (!Equals(before.AvatarFile, after.AvatarFile) && before.Avatar == after.Avatar)
            changes.Add("avatar replaced by another image");
        if (changes.Count == 0)
            AddChange(changes, UpdatedAt, UserJson.ValueOf(before, UpdatedAt), UserJson.ValueOf(after, UpdatedAt));
        return changes;
    }

    private static List<string> MembershipChanges(FakeMembership before, FakeMembership after)
    {
        var changes = new List<string>();
        AddChange(changes, "permission_template_id", before.PermissionTemplateId, after.PermissionTemplateId);
        AddChange(changes, "project_role_ids", Listed(before), Listed(after));
        return changes;

        static string Listed(FakeMembership membership) => string.Join(", ", membership.ProjectRoleIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
    }

    private static void AddChange(List<string> changes, string field, object? before, object? after)
    {
        if (!Equals(before, after))
            changes.Add($"{field} {JsonConvert.ToString(before)} -> {JsonConvert.ToString(after)}");
    }
}
