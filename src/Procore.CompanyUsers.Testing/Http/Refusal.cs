using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Ends a request with an error response in Procore's shape.</summary>
internal sealed class Refusal : Exception
{
    // The enum of netstandard2.0 lacks it.
    private const HttpStatusCode UnprocessableContent = (HttpStatusCode)422;

    private Refusal(HttpStatusCode status, JObject body)
        : base(body.ToString()) => Response = new JsonResponse(status, body);

    public JsonResponse Response { get; }

    /// <summary>The same error in v2's shape: one message and a detail for each reason.</summary>
    public JsonResponse ResponseV2
    {
        get
        {
            var reasons = Reasons(Response.Body).ToList();
            return Response with
            {
                Body = new JObject
                {
                    ["error"] = new JObject
                    {
                        ["code"] = Response.Status.ToString(),
                        ["message"] = string.Join("; ", reasons.Select(reason => reason.Message)),
                        ["details"] = new JArray(reasons.Select(reason => new JObject { ["reason_code"] = reason.Code, ["message"] = reason.Message })),
                    },
                },
            };
        }
    }

    public static Refusal Unauthorized(string description) => OAuth(HttpStatusCode.Unauthorized, "invalid_token", description);

    public static Refusal OAuth(HttpStatusCode status, string error, string description) =>
        new(status, new JObject { ["error"] = error, ["error_description"] = description });

    public static Refusal RateLimited() =>
        new((HttpStatusCode)429, new JObject { ["message"] = "The rate limit is used up." });

    public static Refusal NotConnected(long companyId) =>
        new(HttpStatusCode.Forbidden, new JObject { ["message"] = FormattableString.Invariant($"The app is not connected to company {companyId}.") });

    public static Refusal Forbidden(string message) => new(HttpStatusCode.Forbidden, new JObject { ["errors"] = message });

    public static Refusal Forbidden(FieldErrors errors) => new(HttpStatusCode.Forbidden, new JObject { ["errors"] = errors.ToJson() });

    public static Refusal NoRoute(string method, string path) =>
        new(HttpStatusCode.NotFound, new JObject { ["errors"] = $"There is no route {method} {path}." });

    public static Refusal NotFound(string what, string id) =>
        new(HttpStatusCode.NotFound, new JObject { ["errors"] = $"There is no {what} {id} in this company." });

    public static Refusal BadRequest(string message) =>
        new(HttpStatusCode.BadRequest, new JObject { ["errors"] = new JArray(message) });

    public static Refusal BadParameter(string name, string message) =>
        new(HttpStatusCode.BadRequest, new JObject { ["errors"] = new JObject { [name] = new JArray(message) } });

    public static Refusal Invalid(FieldErrors errors) =>
        new(errors.AreConflicts ? HttpStatusCode.Conflict : UnprocessableContent, new JObject { ["errors"] = errors.ToJson() });

    private static IEnumerable<(string Code, string Message)> Reasons(JToken body) => (body["errors"] ?? body["message"]!) switch
    {
        JObject fields => fields.Properties().SelectMany(field => field.Value.Select(message => (field.Name, $"{field.Name} {message}"))),
        JArray messages => messages.Select(message => ("invalid", (string)message!)),
        var message => [("invalid", (string)message!)],
    };
}
