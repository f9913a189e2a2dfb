using Procore.CompanyUsers;

namespace Procore.DirectorySync;

internal static class CallingAccount
{
    /// <summary>Gets the id of the user that this program is signed in as, who is never changed.</summary>
    public static async Task<long> IdAsync(ICompanyUsers users, CancellationToken cancellationToken)
    {
        var account = await users.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        return account.Id > 0 ? account.Id : throw new ProcoreException("Procore's response leaves out the id of the account that signs in, which must not be changed. Nothing was sent.");
    }
}
