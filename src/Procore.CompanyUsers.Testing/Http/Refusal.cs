using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>An answer that isn't a success, in the shape in which Procore words it.</summary>
internal sealed class Refusal : Exception
{
    // Neither the enum of netstandard2.0 has it nor HTTP's first edition.
    private const HttpStatusCode UnprocessableContent = (HttpStatusCode)422;

    private Refusal(HttpStatusCode status, JObject body)
        : base(body.ToString()) => Answer = new Answer(status, body);

    public Answer Answer { get; }

    /// <summary>The same as v2.0 words it: one message, and a detail for each reason.</summary>
    public Answer AnswerV20
    {
        get
        {
            var reasons = Reasons(Answer.Body).ToList();
            return Answer with
            {
                Body = new JObject
                {
                    ["error"] = new JObject
                    {
                        ["code"] = Answer.Status.ToString(),
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
