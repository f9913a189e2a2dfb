using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Forms;

/// <summary>A body that is sent as a form instead of JSON if it has a picture, because JSON has no place for one.</summary>
internal interface IFormBody
{
    Avatar? Avatar { get; }

    JsonModel? User { get; }
}
