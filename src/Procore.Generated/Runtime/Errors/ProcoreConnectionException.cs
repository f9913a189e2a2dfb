using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>
/// No complete response arrived: Procore couldn't be reached, the connection broke, or the response took too long.
/// </summary>
/// <remarks><see cref="ProcoreException.MayHaveBeenApplied" /> says whether Procore may have processed the request.</remarks>
public sealed class ProcoreConnectionException : ProcoreException
{
    internal ProcoreConnectionException(string message, RequestInfo request, ConnectionFailure failure, Exception? innerException)
        : base(message, request, innerException) =>
        Failure = failure;

    /// <summary>
    /// Why no complete response arrived.
    /// </summary>
    public ConnectionFailure Failure { get; }
}
