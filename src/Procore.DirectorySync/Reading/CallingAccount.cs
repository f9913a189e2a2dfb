using Procore.CompanyUsers;

namespace Procore.DirectorySync;

internal static class CallingAccount
{
    /// <summary>The user as whom this program is signed in, who is never touched.</summary>
    public static async Task<long> IdAsync(ICompanyUsers users, CancellationToken cancellationToken)
    {
        var account = await users.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        return account.Id ?? throw new ProcoreException("Procore's answer leaves out the id of the account that signs in, which must not be touched. Nothing was sent.");
    }
}
