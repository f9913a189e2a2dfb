using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>The access tokens that are good, and for whom.</summary>
internal sealed class TokenRegister(FakeProcoreOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, (DateTimeOffset ExpiresAt, string? EmailAddress)> _issued = new(StringComparer.Ordinal);

    public string Issue(TimeSpan lifetime, string? emailAddress)
    {
        lock (_gate)
        {
            var token = "fake-token-" + (_issued.Count + 1).ToString(CultureInfo.InvariantCulture);
            _issued.Add(token, (options.TimeProvider.GetUtcNow() + lifetime, emailAddress));
            return token;
        }
    }

    public bool Accepts(string token, out string? emailAddress)
    {
        lock (_gate)
        {
            if (!_issued.TryGetValue(token, out var issued))
            {
                emailAddress = null;
                return options.AcceptAnyToken;
            }

            emailAddress = issued.EmailAddress;
            return options.TimeProvider.GetUtcNow() < issued.ExpiresAt;
        }
    }
}
