using Procore.Generated;

namespace Procore.CompanyUsers;

internal static class ProcoreResponseExtensions
{
    /// <summary>The body, of an operation that always has one.</summary>
    public static T Required<T>(this ProcoreResponse<T> response)
        where T : class =>
        response.Result ?? throw response.LacksBody();

    /// <summary>The items of a list, once, each read when its turn comes.</summary>
    public static IEnumerable<T> Items<T>(this ProcoreResponse<IReadOnlyList<T>> response) =>
        response.Unread?.Items<T>(response.LacksBody) ?? response.Required();

    private static ProcoreException LacksBody<T>(this ProcoreResponse<T> response) => response.Lacks("the body that this operation documents");

    /// <summary>A success that doesn't hold what it must.</summary>
    public static ProcoreException Lacks<T>(this ProcoreResponse<T> response, string what) => new(
        FormattableString.Invariant($"Procore answered {response.StatusCode} to {response.Operation} without {what}."),
        response.Request,
        response.StatusCode,
        response.Headers.TryGetValue("X-Request-Id", out var ids) ? string.Join(", ", ids) : null);
}
