using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>A response about project memberships, in any shape.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="body">The body as plain values; null if there is none.</param>
/// <param name="lacks">Creates the exception for a response without the named content.</param>
/// <param name="throwIfRefused">Throws if there are errors.</param>
internal sealed class ProjectReply(int statusCode, object? body, Func<string, ProcoreException> lacks, Action<IReadOnlyList<ProcoreErrorMessage>> throwIfRefused)
{
    public int StatusCode { get; } = statusCode;

    public object? Body { get; } = body;

    public static ProjectReply Of<T>(ProcoreResponse<T> response) => new(response.StatusCode, BodyOf(response), response.Lacks, response.ThrowIfRefused);

    /// <inheritdoc cref="ProcoreResponseExtensions.Lacks" />
    public ProcoreException Lacks(string what) => lacks(what);

    /// <inheritdoc cref="ProcoreResponseExtensions.ThrowIfRefused" />
    public void ThrowIfRefused(IReadOnlyList<ProcoreErrorMessage> errors) => throwIfRefused(errors);

    private static object? BodyOf<T>(ProcoreResponse<T> response) => response.Body switch
    {
        UnpublishedBody unpublished => unpublished.Json,
        JsonModel model => PlainJson.Of<object?>(model),
        T map => PlainJson.Of(map),
        _ => null,
    };
}
