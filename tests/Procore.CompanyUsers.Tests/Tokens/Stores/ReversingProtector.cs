namespace Procore.CompanyUsers.Tests;

/// <summary>Encryption that a test can see through.</summary>
internal sealed class ReversingProtector : IProcoreTokenProtector
{
    public ValueTask<string> ProtectAsync(string payload, CancellationToken cancellationToken = default) => new(Reverse(payload));

    public ValueTask<string> UnprotectAsync(string payload, CancellationToken cancellationToken = default) => new(Reverse(payload));

    private static string Reverse(string text) => new([.. text.Reverse()]);
}
