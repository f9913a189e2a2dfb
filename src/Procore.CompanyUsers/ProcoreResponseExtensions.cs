using Procore.Generated;

namespace Procore.CompanyUsers;

internal static class ProcoreResponseExtensions
{
    /// <summary>The body, of an operation that always has one.</summary>
    public static T Required<T>(this ProcoreResponse<T> response)
        where T : class =>
        response.Result ?? throw response.Lacks("the body that this operation documents");

    /// <summary>A success that doesn't hold what it must.</summary>
    public static ProcoreException Lacks<T>(this ProcoreResponse<T> response, string what) => new(
        FormattableString.Invariant($"Procore answered {response.StatusCode} to {response.Operation} without {what}."),
        response.Request,
        response.StatusCode,
        response.Headers.TryGetValue("X-Request-Id", out var ids) ? string.Join(", ", ids) : null);
}
