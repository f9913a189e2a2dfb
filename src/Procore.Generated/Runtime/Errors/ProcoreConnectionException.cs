using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// No whole answer came: Procore couldn't be reached, the connection broke, the answer took too long or was too long.
/// </summary>
/// <remarks><see cref="ProcoreException.MayHaveBeenApplied" /> says whether the request may have been acted on.</remarks>
public sealed class ProcoreConnectionException : ProcoreException
{
    internal ProcoreConnectionException(string message, RequestInfo request, Exception? innerException)
        : base(message, request, innerException)
    {
    }
}
