using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// The app isn't authorized, or is no longer authorized: a user must authorize it in Procore. Retrying doesn't help.
/// </summary>
/// <remarks>
/// The grant was revoked, or its refresh token was used and the new one was lost. A wrong client id or secret is a plain
/// <see cref="ProcoreAuthorizationException" /> with status 401 and the code <c>invalid_client</c>.
/// </remarks>
public sealed class ReauthorizationRequiredException : ProcoreAuthorizationException
{
    internal ReauthorizationRequiredException(string message)
        : base(message)
    {
    }

    internal ReauthorizationRequiredException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
