using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Status 401 or 403, or a 200 of the sign-in that says so: Procore doesn't accept the credentials, or the account lacks a permission.
/// Retrying doesn't help.
/// </summary>
public class ProcoreAuthorizationException : ProcoreException
{
    private protected ProcoreAuthorizationException(string message)
        : base(message)
    {
    }

    internal ProcoreAuthorizationException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
