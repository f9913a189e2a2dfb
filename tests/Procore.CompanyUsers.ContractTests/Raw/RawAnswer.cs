using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.ContractTests.Raw;

/// <summary>What a generated method answered, whatever the type of its body.</summary>
/// <param name="Operation">As <see cref="ProcoreResponse{T}.Operation"/>.</param>
/// <param name="StatusCode">As <see cref="ProcoreResponse{T}.StatusCode"/>.</param>
/// <param name="Headers">As <see cref="ProcoreResponse{T}.Headers"/>.</param>
/// <param name="Result"><see cref="ProcoreResponse{T}.Result"/>, written as JSON; null where there is none.</param>
/// <param name="As">The body as a model of this type.</param>
public sealed record RawAnswer(
    string Operation,
    int StatusCode,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    string? Result,
    Func<Type, JsonModel?> As)
{
    public static RawAnswer From<T>(ProcoreResponse<T> response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new RawAnswer(
            response.Operation,
            response.StatusCode,
            response.Headers,
            response.Result is { } result ? JsonText.Write(result) : null,
            type => (JsonModel?)typeof(ProcoreResponse<T>).GetMethod(nameof(response.As))!.MakeGenericMethod(type).Invoke(response, null));
    }
}
