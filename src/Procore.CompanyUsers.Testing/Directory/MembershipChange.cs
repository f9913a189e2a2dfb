namespace Procore.CompanyUsers.Testing;

/// <summary>Applies an item to a membership, which is null if the user isn't on the project.</summary>
/// <returns>Null on success, otherwise the reason for the failure.</returns>
internal delegate string? MembershipChange(FakeUser user, MembershipItem item, ref FakeMembership? membership);
