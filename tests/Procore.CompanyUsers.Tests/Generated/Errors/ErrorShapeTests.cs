using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>Procore words its refusals in many shapes; the messages are found in each.</summary>
internal sealed class ErrorShapeTests
{
    public static IEnumerable<TestCaseData> Bodies()
    {
        yield return Case("""{"errors":"Not allowed"}""", (null, "Not allowed", null));
        yield return Case("""{"errors":["First","Second"]}""", (null, "First", null), (null, "Second", null));
        yield return Case(
            """{"errors":{"email_address":["is taken","is odd"],"base":["Too late"],"zip":"is short"}}""",
            ("email_address", "is taken", null), ("email_address", "is odd", null), (null, "Too late", null), ("zip", "is short", null));
        yield return Case("""{"errors":{"user":{"vendor":{"id":["is unknown"]}}}}""", ("user.vendor.id", "is unknown", null));
        yield return Case("""{"errors":[{"field":"zip","message":"is short"}]}""", ("zip", "is short", null));
        yield return Case("""{"message":"Not found"}""", (null, "Not found", null));
        yield return Case("""{"error":"invalid_token","error_description":"It has expired"}""", (null, "It has expired", "invalid_token"));
        yield return Case("""{"error":"invalid_token"}""", (null, "invalid_token", null));
        yield return Case("""{"code":404,"message":"Not found","fields":"id"}""", ("id", "Not found", "404"));
        yield return Case("""{"code":422,"message":"Not so","fields":{"zip":["is short"]}}""", (null, "Not so", "422"), ("zip", "is short", null));
        yield return Case(
            """{"error":{"code":"bad","message":"Not so","details":[{"reason_code":"a","message":"One"},{"reason_code":"b","message":"Two"}]}}""",
            (null, "Not so", "bad"), (null, "One", "a"), (null, "Two", "b"));
        yield return Case("""{"zip":["is short"]}""", ("zip", "is short", null));
        yield return Case("\"Just text\"", (null, "Just text", null));
        yield return Case("Just text", (null, "Just text", null));
        yield return Case("  <html><head><TITLE lang=\"en\">\n502 Bad Gateway </TITLE></head><body>…</body></html>", (null, "502 Bad Gateway", null));
        yield return Case("<html><body>No title</body></html>", (null, "An HTML page without a title.", null));
        yield return Case("""{"errors":["cut""", (null, """{"errors":["cut""", null));
        yield return Case(string.Empty);
        yield return Case(" \r\n");
        yield return Case("{}");
        yield return Case("[]");
        yield return Case("null");
        yield return Case("""{"errors":[],"message":null,"error":""}""");
    }

    [TestCaseSource(nameof(Bodies))]
    public void Errors_has_the_messages_of_every_shape_of_body(string body, (string? Field, string Message, string? Code)[] expected)
    {
        using var procore = ScriptedProcore.Answering(body, 422);

        var refusal = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7));

        Assert.That(refusal.Errors.Select(error => (error.Field, error.Message, error.Code)), Is.EqualTo(expected));
    }

    [Test]
    public void ProcoreException_says_when_the_response_has_no_message()
    {
        using var procore = new ScriptedProcore(_ => Answer.Empty(503));

        Assert.That(
            () => procore.Users.GetAsync(7),
            Throws.InstanceOf<ProcoreException>()
                .With.Property(nameof(ProcoreException.Errors)).Empty
                .And.Message.EqualTo($"Procore answered 503 to {FacadeRoute.Line("GET /companies/{company_id}/users/{id}")}, without a message"));
    }

    [Test]
    public void Errors_has_one_message_for_a_deeply_nested_body()
    {
        using var procore = ScriptedProcore.Answering(new string('[', 60_000), 500);

        var refusal = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7));

        Assert.That(refusal.Errors, Has.Count.EqualTo(1));
    }

    [TestCase("text/plain", 500_000)]
    [TestCase("text/html", 500_000)]
    [TestCase("application/json", 500_000)]
    public void Errors_keeps_only_the_beginning_of_a_huge_body(string mediaType, int length)
    {
        var body = mediaType switch
        {
            "text/html" => "<html>" + new string('x', length),
            "application/json" => new JArray(new string('x', length)).ToString(),
            _ => new string('x', length),
        };
        using var procore = new ScriptedProcore(_ => Answer.Text(body, mediaType, 500));

        var refusal = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message, Has.Length.LessThan(1000));
            Assert.That(refusal.Errors.Single().Message, Has.Length.LessThan(1000));
        }
    }

    private static TestCaseData Case(string body, params (string?, string, string?)[] expected) =>
        new TestCaseData(body, expected).SetArgDisplayNames(body.Trim());
}
