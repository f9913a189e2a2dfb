using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// The app is no longer authorized, or not yet: a user must authorize it in Procore. Trying again doesn't help.
/// </summary>
/// <remarks>
/// The grant was revoked, or its refresh token was used up without its successor being stored. A wrong client id or secret
/// is a <see cref="ProcoreException" /> with status 401 and the code <c>invalid_client</c> instead.
/// </remarks>
public sealed class ReauthorizationRequiredException : ProcoreException
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
