namespace Procore.CompanyUsers;

/// <summary>A grant whose tokens are told of when they come and when they don't.</summary>
internal sealed class ObservedGrant(IGrant grant, TransportEvents events) : IGrant
{
    private string? _told;

    public async Task<IssuedToken> RenewAsync(string? rejected)
    {
        if (rejected is not null && !string.Equals(rejected, _told, StringComparison.Ordinal))
        {
            _told = rejected;
            events.TokenRejected();
        }
        try
        {
            var token = await grant.RenewAsync(rejected).ConfigureAwait(false);
            if (token.IsStored)
                events.TokenTaken(token.ExpiresAt);
            else
                events.TokenIssued(token.ExpiresAt);
            return token;
        }
        catch (Exception failure)
        {
            events.TokenFailed(failure);
            throw;
        }
    }
}
