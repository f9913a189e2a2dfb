using Microsoft.AspNetCore.DataProtection;

namespace Procore.CompanyUsers.Testing.Tests.TokenSamples;

public sealed class DataProtectionTokenProtector(IDataProtectionProvider provider) : IProcoreTokenProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Procore tokens");

    public ValueTask<string> ProtectAsync(string payload, CancellationToken cancellationToken = default) => new(_protector.Protect(payload));

    public ValueTask<string> UnprotectAsync(string payload, CancellationToken cancellationToken = default) => new(_protector.Unprotect(payload));
}
