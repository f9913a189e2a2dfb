using Procore.Generated.Requests;

namespace Procore.CompanyUsers.Models;

public partial class CompanyUserSyncBody : IRepeatableBody
{
    /// <summary>An item with neither id would create its user each time.</summary>
    bool IRepeatableBody.IsRepeatable => Updates.All(item => item.Id.Or(null) is not null || !string.IsNullOrWhiteSpace(item.OriginId.Or(null)));
}
