using Procore.Generated;

namespace Procore.CompanyUsers;

internal static class ProcoreResponseExtensions
{
    /// <summary>The body, of an operation that always has one.</summary>
    public static T Required<T>(this ProcoreResponse<T> response)
        where T : class =>
        response.Result ?? throw new ProcoreException($"Procore answered {response.StatusCode} to {response.Operation} without the body that this operation documents.");
}
