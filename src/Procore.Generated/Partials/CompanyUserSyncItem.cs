namespace Procore.CompanyUsers.Models;

public partial class CompanyUserSyncItem
{
    /// <summary>
    /// A picture; null, the default, keeps the current one. <c>ICompanyUsers.SyncAsync</c> sends it in a request of its own after the
    /// user was saved. It isn't part of the JSON of this model, so the raw clients don't send it.
    /// </summary>
    public Avatar? Avatar { get; set; }
}
