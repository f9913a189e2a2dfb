
namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreExceptionTests
{
    [Test]
    public void Message_names_the_operation_the_status_and_the_request_id()
    {
        var refusal = Refusal(Answer.Json("""{"message":"Not found"}""", 404, ("X-Request-Id", "abc-123")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Operation, Is.EqualTo(FacadeRoute.Line("GET /companies/{company_id}/users/{id}")));
            Assert.That(refusal.StatusCode, Is.EqualTo(404));
            Assert.That(refusal.RequestId, Is.EqualTo("abc-123"));
            Assert.That(refusal.Message, Is.EqualTo(
                $"Procore answered 404 to {FacadeRoute.Line("GET /companies/{company_id}/users/{id}")}: Not found (request abc-123)"));
        }
    }

    [TestCase("""{"errors":{"email_address":["zoe.o'neil+site@example.com is taken"]}}""")]
    [TestCase("""{"message":"<zoe.o'neil+site@example.com>, zoë@sub.example.co.uk"}""")]
    [TestCase("<html><title>zoe@example.com</title></html>")]
    public void Message_masks_email_addresses_and_Errors_keeps_them(string body)
    {
        var refusal = Refusal(Answer.Json(body, 422));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message, Does.Contain("***@***").And.Not.Contain("example").And.Not.Contain("zo"));
            Assert.That(refusal.ToString(), Does.Not.Contain("example"));
            Assert.That(refusal.Errors.Single().ToString(), Does.Not.Contain("example"));
            Assert.That(refusal.Errors.Single().Field + refusal.Errors.Single().Message, Does.Contain("example"));
        }
    }

    [TestCase("""{"errors":"App is not connected to this company"}""", typeof(CompanyNotConnectedException))]
    [TestCase("""{"message":"You do not have permission to view the directory"}""", typeof(ProcoreAuthorizationException))]
    [TestCase("""{"errors":{"email_address":["can be changed by a Directory Admin only"]}}""", typeof(ProcoreAuthorizationException))]
    [TestCase("", typeof(ProcoreAuthorizationException))]
    public void GetAsync_distinguishes_an_unconnected_app_from_a_missing_permission(string body, Type expected) =>
        Assert.That(Refusal(Answer.Json(body, 403)), Is.TypeOf(expected).With.Property(nameof(ProcoreException.StatusCode)).EqualTo(403));

    [Test]
    public void RetryAfter_reads_seconds() =>
        Assert.That(Refusal(Answer.Json("{}", 429, ("Retry-After", "120"))).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));

    [TestCase("Sun, 22 Nov 2026 08:31:30 GMT", 90)]
    [TestCase("Sun, 22 Nov 2026 08:29:00 GMT", 0)]
    public void RetryAfter_reads_a_date_relative_to_the_clock_of_the_server(string until, int seconds)
    {
        var refusal = Refusal(Answer.Json("{}", 503, ("Date", "Sun, 22 Nov 2026 08:30:00 GMT"), ("Retry-After", until)));

        Assert.That(refusal.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("Sun, 22 Nov 2026 08:31:30 GMT")]
    public void RetryAfter_is_null_when_the_header_is_unreadable(string header) =>
        Assert.That(Refusal(Answer.Json("{}", 503, ("Retry-After", header))).RetryAfter, Is.Null);

    [Test]
    public void RetryAfter_and_RequestId_are_null_without_headers()
    {
        var refusal = Refusal(Answer.Json("{}", 500));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.RetryAfter, Is.Null);
            Assert.That(refusal.RequestId, Is.Null);
        }
    }

    [Test]
    public void Constructor_sets_no_response_properties()
    {
        var cause = new InvalidOperationException();
        var failure = new ProcoreException("No token.", cause);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.StatusCode, Is.Null);
            Assert.That(failure.Operation, Is.Null);
            Assert.That(failure.Errors, Is.Empty);
            Assert.That(failure.InnerException, Is.SameAs(cause));
        }
    }

    [Test]
    public void GetAsync_names_the_place_of_invalid_json_and_not_the_value()
    {
        var refusal = Refusal(Answer.Json("""{"id":7,"vendor":{"id":04711}}"""));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.StatusCode, Is.EqualTo(200));
            Assert.That(refusal.Message, Does.Contain(FacadeRoute.Line("GET /companies/{company_id}/users/{id}")).And.Contain("'vendor.id'").And.Contain("application/json"));
            Assert.That(refusal.ToString(), Does.Not.Contain("4711"));
        }
    }

    [TestCase("<html>zoe@example.com</html>")]
    [TestCase("""{"id":7""")]
    [TestCase("""{"id":7}{}""")]
    public void GetAsync_throws_when_a_success_is_not_JSON(string body) =>
        Assert.That(Refusal(Answer.Text(body, "text/html", 200)).Message, Does.Contain("text/html").And.Not.Contain("zoe"));

    [Test]
    public void ProcoreErrorMessage_refuses_a_null_message() =>
        Assert.That(() => new ProcoreErrorMessage("zip", null!), Throws.ArgumentNullException);

    private static ProcoreException Refusal(HttpResponseMessage answer)
    {
        using var procore = new ScriptedProcore(_ => answer);
        return Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7))!;
    }
}
