using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>An answer about project members, in whichever shape it came.</summary>
internal sealed class ProjectReply(int statusCode, string operation, JToken? body)
{
    public int StatusCode { get; } = statusCode;

    public string Operation { get; } = operation;

    public JToken? Body { get; } = body;

    public static ProjectReply Of<T>(ProcoreResponse<T> response) => new(response.StatusCode, response.Operation, response.Body switch
    {
        UnpublishedBody unpublished => unpublished.Json,
        JsonModel model => Parse(ProcoreJson.Serialize(model)),
        T map => Parse(JsonText.Write(map)),
        _ => null,
    });

    private static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
}
