namespace Procore.CompanyUsers.Testing;

/// <summary>What an item makes of a membership, which is null for a user who isn't on the project.</summary>
/// <returns>Null where it was done, else why not.</returns>
internal delegate string? MembershipChange(FakeUser user, MembershipItem item, ref FakeMembership? membership);
