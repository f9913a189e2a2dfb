using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// Status 400 or 422: Procore rejects what was sent; <see cref="ProcoreException.Errors" /> names the fields.
/// </summary>
public sealed class ProcoreValidationException : ProcoreException
{
    internal ProcoreValidationException(string message, RequestInfo request, HttpResponseMessage response, IReadOnlyList<ProcoreErrorMessage> errors)
        : base(message, request, response, errors)
    {
    }
}
