using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Spec;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using Procore.Generated;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Raw;

/// <summary>Every operation of openapi/company-users.json, called on its generated client against a stub made from the document.</summary>
public sealed class RawOperationTests : IDisposable
{
    private const string AwkwardText = "a/b?c=d&e f+ü%2f";
    private const string TwoLinks = """<https://api.procore.com/a?page=2>; rel="next", <https://api.procore.com/a?page=9>; rel="last" """;

    private static readonly OpenApiDocument Document = OpenApiDocument.CompanyUsers;
    private static readonly IReadOnlyDictionary<string, ApiOperation> Operations = Document.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);

    private readonly SchemaSampler _sampler = new(Document);
    private readonly long _companyId = CompanyIds.Next();
    private readonly WireServer _server = new();
    private readonly HttpClient _http;

    public RawOperationTests() => _http = new HttpClient { BaseAddress = _server.Address };

    public enum Answer
    {
        Full,
        WithNulls,
        WithUnknowns,
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Test]
    public void Clients_have_exactly_the_documented_operations() =>
        Assert.That(GeneratedMethod.All.Select(method => method.OperationId), Is.EquivalentTo(Operations.Keys));

    [TestCaseSource(nameof(OperationIds))]
    public async Task Operation_sends_the_documented_request(string operationId)
    {
        var operation = Operations[operationId];
        var arguments = Arguments(operation);
        var (status, response) = operation.Successes.First();
        Stub(status, BodyOf(status, response, Answer.Full)?.ToString(Formatting.None) ?? "");

        await GeneratedMethod.Find(operationId).CallAsync(_http, arguments);

        var request = _server.Requests.Single();
        Assert.That(request.Method, Is.EqualTo(operation.Method));
        Assert.That(request.Path, Is.EqualTo(PathOf(operation, arguments)));
        Assert.That(request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(QueryOf(operation, arguments)));
        Assert.That(request.Headers["Procore-Company-Id"], Is.EqualTo([Text(_companyId)]));
        Assert.That(request.Headers["Accept"], Is.EqualTo(["application/json"]));
        foreach (var header in operation.Parameters.Where(p => (string?)p["in"] == "header" && NameOf(p) != "companyId" && arguments.ContainsKey(NameOf(p))))
            Assert.That(request.Headers[(string)header["name"]!], Is.EqualTo([Text(arguments[NameOf(header)])]));
        AssertBody(operation, arguments, request);
    }

    [TestCaseSource(nameof(OperationsAndStatuses))]
    public async Task Operation_reads_the_response_without_loss(string operationId, int status, Answer answer)
    {
        var operation = Operations[operationId];
        var response = operation.Successes[status];
        var headers = HeadersOf(response);
        var body = BodyOf(status, response, answer);
        Stub(status, body?.ToString(Formatting.None) ?? "", headers);

        var read = await GeneratedMethod.Find(operationId).CallAsync(_http, Arguments(operation));

        Assert.That(read.Operation, Is.EqualTo($"{operation.Method} {operation.Path}"));
        Assert.That(read.StatusCode, Is.EqualTo(status));
        foreach (var header in headers.Properties())
        {
            Assert.That(read.Headers[header.Name], Is.EqualTo([(string?)header.Value]));
            Assert.That(read.Headers[header.Name.ToLowerInvariant()], Is.EqualTo([(string?)header.Value]));
        }
        if (body is null)
        {
            Assert.That(read.Result, Is.Null);
        }
        else if (status == operation.Successes.Keys.First())
        {
            AssertJson(read.Result, body);
        }
        else
        {
            Assert.That(read.Result, Is.Null);
            AssertJson(ProcoreJson.Serialize(read.As(ModelOf(ApiOperation.SchemaOf(response)!))!), body);
        }
    }

    [TestCaseSource(nameof(OneOperationOfEachClient))]
    public async Task Operation_accepts_an_undocumented_success(string operationId)
    {
        Stub(204, "");

        var read = await GeneratedMethod.Find(operationId).CallAsync(_http, Arguments(Operations[operationId]));

        Assert.That(read.StatusCode, Is.EqualTo(204));
        Assert.That(read.Result, Is.Null);
    }

    [TestCaseSource(nameof(OneOperationOfEachClient))]
    public async Task Operation_throws_for_an_undocumented_error(string operationId)
    {
        Stub(418, """{ "errors": { "name": ["is a teapot"] } }""");

        var refusal = Assert.CatchAsync<ProcoreException>(
            () => GeneratedMethod.Find(operationId).CallAsync(_http, Arguments(Operations[operationId])));

        Assert.That(refusal.StatusCode, Is.EqualTo(418));
        Assert.That(refusal.Errors.Select(e => (e.Field, e.Message)), Is.EqualTo([("name", "is a teapot")]));
    }

    [Test]
    public async Task BulkAddAsync_keeps_an_undocumented_shape_as_unread()
    {
        Stub(200, """{ "data": { "entities": [{ "userId": 7 }] } }""");
        var response = await new CompanyUsersV20Client(_http).BulkAddAsync(Text(_companyId), new BulkAddBodyV2());

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Result!.IsGiven(nameof(BulkResultV2.Data)), Is.False);
        Assert.That(response.Result.UnreadProperties.Keys, Is.EqualTo(new[] { "data" }));
    }

    [Test]
    public async Task BulkAddAsync_fails_at_another_body_when_it_is_read()
    {
        Stub(200, """[{ "userId": 7 }]""");
        var response = await new CompanyUsersV20Client(_http).BulkAddAsync(Text(_companyId), new BulkAddBodyV2());

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(() => response.Result, Throws.InstanceOf<ProcoreException>());
        Assert.That(() => response.As<BulkResultV2>(), Throws.InstanceOf<ProcoreException>().With.Property(nameof(ProcoreException.StatusCode)).EqualTo(200));
    }

    private static IEnumerable<string> OperationIds() => Operations.Keys;

    private static IEnumerable<TestCaseData> OperationsAndStatuses() =>
        from operation in Operations.Values
        from status in operation.Successes.Keys
        from answer in Enum.GetValues<Answer>()
        select new TestCaseData(operation.Id, status, answer);

    private static IEnumerable<string> OneOperationOfEachClient() =>
        Operations.Keys.DistinctBy(id => id.Split('_')[0], StringComparer.Ordinal);

    /// <summary>A value for every parameter and the body, by the names that they have in C#.</summary>
    private Dictionary<string, JToken> Arguments(ApiOperation operation)
    {
        // In this spelling the header with the company's id is none: the path or the query names the company.
        var arguments = operation.Parameters.Where(p => (string?)p["name"] != "Procore-Company-Id").ToDictionary(NameOf, SampleParameter, StringComparer.Ordinal);
        if (operation.Body is { } body)
            arguments.Add("body", _sampler.Sample(body));
        return arguments;
    }

    private JToken SampleParameter(JObject parameter)
    {
        var schema = Document.Resolve((JObject)parameter["schema"]!);
        var isText = (string?)schema["type"] == "string";
        if (NameOf(parameter) == "companyId")
            return isText ? Text(_companyId) : _companyId;
        return isText && schema["enum"] is null ? (string?)parameter["in"] == "header" ? "a b" : AwkwardText : _sampler.SampleWithUnknowns(schema);
    }

    /// <summary>A body of a success; null if the document describes none, or if the status has none.</summary>
    private JToken? BodyOf(int status, JObject response, Answer answer) =>
        status != 204 && ApiOperation.SchemaOf(response) is { } schema ? Sample(schema, answer) : null;

    private JToken Sample(JObject schema, Answer answer) => answer switch
    {
        Answer.Full => _sampler.Sample(schema),
        Answer.WithNulls => _sampler.SampleWithNulls(schema),
        _ => _sampler.SampleWithUnknowns(schema),
    };

    private JObject HeadersOf(JObject response)
    {
        var headers = new JObject { ["X-Request-Id"] = "request-1" };
        foreach (var header in response["headers"]?.Children<JProperty>() ?? [])
        {
            var schema = (JObject)Document.Resolve((JObject)header.Value)["schema"]!;
            headers[header.Name] = (string?)schema["type"] == "string" ? TwoLinks.Trim() : Text(_sampler.Sample(schema));
        }
        return headers;
    }

    private void Stub(int status, string body, JObject? headers = null)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json; charset=utf-8").WithBody(body);
        foreach (var header in headers?.Properties() ?? [])
            answer.WithHeader(header.Name, (string)header.Value!);
        _server.Stub(Request.Create().WithHeader("Procore-Company-Id", Text(_companyId)), answer);
    }

    private static string PathOf(ApiOperation operation, Dictionary<string, JToken> arguments) =>
        operation.Parameters.Where(p => (string?)p["in"] == "path").Aggregate(
            operation.Path,
            (path, p) => path.Replace($"{{{p["name"]}}}", Uri.EscapeDataString(Text(arguments[NameOf(p)])), StringComparison.Ordinal));

    private static IEnumerable<string> QueryOf(ApiOperation operation, Dictionary<string, JToken> arguments) =>
        from parameter in operation.Parameters
        where (string?)parameter["in"] == "query"
        from value in ValuesOf(parameter, arguments[NameOf(parameter)])
        select $"{Uri.EscapeDataString((string)parameter["name"]!)}={value}";

    // An array repeats its name unless the document says `explode: false`.
    private static IEnumerable<string> ValuesOf(JObject parameter, JToken argument)
    {
        var values = (argument as JArray ?? [argument]).Select(value => Uri.EscapeDataString(Text(value)));
        return (bool?)parameter["explode"] ?? true ? values : [string.Join(',', values)];
    }

    private static void AssertBody(ApiOperation operation, Dictionary<string, JToken> arguments, RecordedRequest request)
    {
        if (operation.Body is not { } schema)
        {
            Assert.That(request.Text, Is.Empty);
            return;
        }
        Assert.That(request.Headers["Content-Type"], Is.EqualTo(["application/json"]));
        AssertJson(request.Text, arguments["body"]);
        Assert.That(new SchemaValidator(Document).Validate(schema, request.Text), Is.Empty);
    }

    private static void AssertJson(string? json, JToken expected)
    {
        using var reader = new JsonTextReader(new StringReader(json ?? "null")) { DateParseHandling = DateParseHandling.None };
        Assert.That(JToken.ReadFrom(reader), Is.EqualTo(expected).Using(JToken.EqualityComparer));
    }

    private static Type ModelOf(JObject schema) =>
        typeof(JsonModel).Assembly.GetType($"{typeof(JsonModel).Namespace}.{((string)schema["$ref"]!).Split('/')[^1]}", throwOnError: true)!;

    private static string NameOf(JObject parameter) => (string)parameter["x-originalName"]!;

    private static string Text(JToken value) => value.Type == JTokenType.Boolean
        ? (bool)value ? "true" : "false"
        : Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture)!;
}
