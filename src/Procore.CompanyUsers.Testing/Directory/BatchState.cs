namespace Procore.CompanyUsers.Testing;

/// <summary>The progress of a batch.</summary>
internal sealed record BatchState(string Id, string Description, int Total, int Pending, int Failures);
