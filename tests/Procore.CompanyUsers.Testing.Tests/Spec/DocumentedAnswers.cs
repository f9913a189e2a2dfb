using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>
/// Holds every answer that passes against openapi/company-users.json: a success against the schema of its status, and an error against the
/// shapes in which Procore words errors, of which the document says that it doesn't describe them.
/// </summary>
internal sealed class DocumentedAnswers : DelegatingHandler
{
    private static readonly OpenApiDocument Document = OpenApiDocument.CompanyUsers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var json = await response.Content.ReadAsStringAsync(cancellationToken);
        // Whatever isn't JSON is a fault that the test asked for.
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
            Assert.That(ErrorsIn(request, response.StatusCode, json), Is.Empty, $"{request.Method} {request.RequestUri}: {json}");
        return response;
    }

    public static IReadOnlyList<string> ErrorsIn(HttpRequestMessage request, HttpStatusCode status, string json)
    {
        if ((int)status >= 400)
            return IsError(JToken.Parse(json)) ? [] : ["An error in no shape of Procore's."];
        var operation = Document.Find(request.Method.Method, request.RequestUri!.AbsolutePath);
        return operation.Successes.TryGetValue((int)status, out var response)
            ? [.. new SchemaValidator(Document).Validate(ApiOperation.SchemaOf(response)!, json).Where(error => !IsEcho(error))]
            : [$"{(int)status} isn't documented."];
    }

    // A refused item of a sync is echoed as it was sent, valid or not; only its errors are Procore's own.
    private static bool IsEcho(string error) => error.StartsWith("$.errors[", StringComparison.Ordinal) && !error.Contains("].errors", StringComparison.Ordinal);

    private static bool IsError(JToken body) => body is JObject { Count: 1 or 2 } error && (error["errors"], error["message"], error["error"]) switch
    {
        (JValue { Type: JTokenType.String }, null, null) => error.Count == 1,
        (JArray { Count: > 0 } texts, null, null) => texts.All(IsText),
        (JObject { Count: > 0 } fields, null, null) => fields.PropertyValues().All(texts => texts is JArray { Count: > 0 } && texts.All(IsText)),
        (null, { } message, null) => IsText(message),
        (null, null, JObject details) => IsText(details["code"]) && IsText(details["message"])
            && details["details"] is JArray reasons && reasons.All(reason => IsText(reason["reason_code"]) && IsText(reason["message"])),
        (null, null, { } name) => IsText(name) && IsText(error["error_description"]),
        _ => false,
    };

    private static bool IsText(JToken? token) => token is JValue { Value: string { Length: > 0 } };
}
