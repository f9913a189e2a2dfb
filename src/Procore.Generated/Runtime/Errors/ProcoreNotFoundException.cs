using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Status 404: Procore doesn't know what the request names, or the account isn't allowed to see it.
/// </summary>
public sealed class ProcoreNotFoundException : ProcoreException
{
    internal ProcoreNotFoundException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
