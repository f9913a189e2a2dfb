using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>A response about project memberships, in any shape.</summary>
internal sealed class ProjectReply(int statusCode, string operation, object? body)
{
    public int StatusCode { get; } = statusCode;

    public string Operation { get; } = operation;

    public object? Body { get; } = body;

    public static ProjectReply Of<T>(ProcoreResponse<T> response) => new(response.StatusCode, response.Operation, response.Body switch
    {
        UnpublishedBody unpublished => unpublished.Json,
        JsonModel model => PlainJson.Parse(JsonText.WriteReceived<object?>(model)),
        T map => PlainJson.Parse(JsonText.WriteReceived(map)),
        _ => null,
    });
}
