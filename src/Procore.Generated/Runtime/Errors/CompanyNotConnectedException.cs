using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// The app isn't connected to the company: a company administrator must connect it in Procore. Retrying doesn't help.
/// </summary>
public sealed class CompanyNotConnectedException : ProcoreAuthorizationException
{
    internal CompanyNotConnectedException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
