namespace Procore.CompanyUsers.Testing;

/// <summary>How far a batch has got.</summary>
internal sealed record BatchState(string Id, string Description, int Total, int Pending, int Failures);
