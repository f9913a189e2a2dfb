using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>
/// The users of which a response leaves out a key, or has it in a way that can't be read. A person without a user may be one of them, and
/// would be created a second time.
/// </summary>
internal sealed class UnreadableUsers
{
    private const int MaxListed = 20;

    private readonly List<CompanyUser> _nameless = [];
    private readonly Dictionary<string, List<CompanyUser>> _byLastName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CompanyUser>> _byEmailAddress = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a user, and keeps it if a key can't be read.</summary>
    /// <param name="user">The user.</param>
    /// <param name="isByEmployeeId">Whether the employee id is a key.</param>
    public void Take(CompanyUser user, bool isByEmployeeId = false)
    {
        if (user.IsGiven(nameof(CompanyUser.OriginId)) && user.IsGiven(nameof(CompanyUser.EmailAddress)) && (!isByEmployeeId || user.IsGiven(nameof(CompanyUser.EmployeeId))))
            return;
        if (FieldText.Clean(user.LastName) is not { } lastName)
            _nameless.Add(user);
        else
            Add(_byLastName, FieldText.FoldedName(lastName), user);
        if (FieldText.Clean(user.EmailAddress) is { } emailAddress)
            Add(_byEmailAddress, emailAddress, user);
    }

    /// <returns>The first users that a person without a user may be: those without a readable last name, and those with the person's address or name.</returns>
    public IReadOnlyList<CompanyUser> MayBe(string? originId, string? emailAddress, string? firstName, string? lastName)
    {
        IEnumerable<CompanyUser> users = _nameless;
        if (FieldText.Clean(lastName) is { } last && _byLastName.TryGetValue(FieldText.FoldedName(last), out var named))
            users = users.Concat(named.Where(user => MayBeNamed(user, firstName)));
        if (FieldText.Clean(emailAddress) is { } address && _byEmailAddress.TryGetValue(address, out var addressed))
            users = users.Concat(addressed);
        // A readable origin id that is another one tells them apart.
        return [.. users.Where(user => originId is null || FieldText.Clean(user.OriginId) is null).Take(MaxListed)];
    }

    private static bool MayBeNamed(CompanyUser user, string? firstName) =>
        FieldText.Clean(firstName) is not { } wanted || FieldText.Clean(user.FirstName) is not { } actual || FieldText.AreNamesEqual(wanted, actual);

    private static void Add(Dictionary<string, List<CompanyUser>> index, string key, CompanyUser user)
    {
        if (!index.TryGetValue(key, out var users))
            index.Add(key, users = []);
        users.Add(user);
    }
}
