using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// The app isn't connected to the company: an administrator of the company must connect it in Procore. Trying again doesn't help.
/// </summary>
public sealed class CompanyNotConnectedException : ProcoreException
{
    internal CompanyNotConnectedException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
