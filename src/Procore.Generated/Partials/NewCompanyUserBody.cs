using Procore.Generated.Forms;

namespace Procore.CompanyUsers.Models;

public partial class NewCompanyUserBody : IFormBody
{
    /// <summary>
    /// A picture; if there is one, the request is sent as a form. Null for none.
    /// </summary>
    public Avatar? Avatar { get; set; }

    JsonModel? IFormBody.User => User;
}
