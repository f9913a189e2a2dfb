using Procore.Generated.Forms;

namespace Procore.CompanyUsers.Models;

public partial class CompanyUserChangesBody : IFormBody
{
    /// <summary>
    /// A new picture; if there is one, the request is sent as a form. Null keeps the current picture.
    /// </summary>
    public Avatar? Avatar { get; set; }

    JsonModel? IFormBody.User => User;
}
