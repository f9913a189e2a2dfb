using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Status 409: The request conflicts with what is stored, such as an e-mail address that another user has.
/// </summary>
public sealed class ProcoreConflictException : ProcoreException
{
    internal ProcoreConflictException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
