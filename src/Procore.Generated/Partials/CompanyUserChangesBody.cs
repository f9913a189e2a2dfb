using Procore.Generated.Forms;

namespace Procore.CompanyUsers.Models;

public partial class CompanyUserChangesBody : IFormBody
{
    /// <summary>
    /// A new picture; where there is one, the request goes as a form. Null leaves the picture as it is.
    /// </summary>
    public Avatar? Avatar { get; set; }

    JsonModel? IFormBody.User => User;
}
