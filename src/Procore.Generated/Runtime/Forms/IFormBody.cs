using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Forms;

/// <summary>A body that goes as a form instead of as JSON where it has a picture, since JSON has no place for one.</summary>
internal interface IFormBody
{
    Avatar? Avatar { get; }

    JsonModel? User { get; }
}
