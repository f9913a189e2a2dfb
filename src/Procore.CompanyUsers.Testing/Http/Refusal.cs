using System.Net;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>Ends a request with an error response in Procore's shape.</summary>
internal sealed class Refusal : Exception
{
    // The enum of netstandard2.0 lacks it.
    private const HttpStatusCode UnprocessableContent = (HttpStatusCode)422;

    private Refusal(HttpStatusCode status, JsonObject body)
        : base(JsonTree.Write(body, Formatting.Indented)) => Response = new JsonResponse(status, body);

    public JsonResponse Response { get; }

    /// <summary>The same error in v2's shape: one message and a detail for each reason.</summary>
    public JsonResponse ResponseV2
    {
        get
        {
            var reasons = Reasons(Response.Body).ToList();
            return Response with
            {
                Body = new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["code"] = Response.Status.ToString(),
                        ["message"] = string.Join("; ", reasons.Select(reason => reason.Message)),
                        ["details"] = new JsonArray([.. reasons.Select(reason => new JsonObject { ["reason_code"] = reason.Code, ["message"] = reason.Message })]),
                    },
                },
            };
        }
    }

    public static Refusal Unauthorized(string description) => OAuth(HttpStatusCode.Unauthorized, "invalid_token", description);

    public static Refusal OAuth(HttpStatusCode status, string error, string description) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    public static Refusal RateLimited() =>
        new((HttpStatusCode)429, new JsonObject { ["message"] = "The rate limit is used up." });

    public static Refusal NotConnected(long companyId) =>
        new(HttpStatusCode.Forbidden, new JsonObject { ["message"] = FormattableString.Invariant($"The app is not connected to company {companyId}.") });

    public static Refusal Forbidden(string message) => new(HttpStatusCode.Forbidden, new JsonObject { ["errors"] = message });

    public static Refusal Forbidden(FieldErrors errors) => new(HttpStatusCode.Forbidden, new JsonObject { ["errors"] = errors.ToJson() });

    public static Refusal NoRoute(string method, string path) =>
        new(HttpStatusCode.NotFound, new JsonObject { ["errors"] = $"There is no route {method} {path}." });

    public static Refusal NotFound(string what, string id) =>
        new(HttpStatusCode.NotFound, new JsonObject { ["errors"] = $"There is no {what} {id} in this company." });

    public static Refusal BadRequest(string message) =>
        new(HttpStatusCode.BadRequest, new JsonObject { ["errors"] = new JsonArray(message) });

    public static Refusal BadParameter(string name, string message) =>
        new(HttpStatusCode.BadRequest, new JsonObject { ["errors"] = new JsonObject { [name] = new JsonArray(message) } });

    public static Refusal Invalid(FieldErrors errors) =>
        new(errors.AreConflicts ? HttpStatusCode.Conflict : UnprocessableContent, new JsonObject { ["errors"] = errors.ToJson() });

    private static IEnumerable<(string Code, string Message)> Reasons(JsonNode body) => (body["errors"] ?? body["message"]!) switch
    {
        JsonObject fields => fields.SelectMany(field => field.Value!.AsArray().Select(message => (field.Key, $"{field.Key} {message}"))),
        JsonArray messages => messages.Select(message => ("invalid", (string)message!)),
        var message => [("invalid", (string)message!)],
    };
}
