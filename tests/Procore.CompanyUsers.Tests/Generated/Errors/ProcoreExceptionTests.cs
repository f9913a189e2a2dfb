
namespace Procore.CompanyUsers.Tests;

internal sealed class ProcoreExceptionTests
{
    [Test]
    public void It_tells_operation_status_and_request_id()
    {
        var refusal = Refusal(Answer.Json("""{"message":"Not found"}""", 404, ("X-Request-Id", "abc-123")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Operation, Is.EqualTo("GET /rest/v1.3/companies/{company_id}/users/{id}"));
            Assert.That(refusal.StatusCode, Is.EqualTo(404));
            Assert.That(refusal.RequestId, Is.EqualTo("abc-123"));
            Assert.That(refusal.Message, Is.EqualTo(
                "Procore answered 404 to GET /rest/v1.3/companies/{company_id}/users/{id}: Not found (request abc-123)"));
        }
    }

    [TestCase("""{"errors":{"email_address":["zoe.o'neil+site@example.com is taken"]}}""")]
    [TestCase("""{"message":"<zoe.o'neil+site@example.com>, zoë@sub.example.co.uk"}""")]
    [TestCase("<html><title>zoe@example.com</title></html>")]
    public void Its_text_masks_email_addresses_and_its_errors_keep_them(string body)
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
    public void An_app_that_is_not_connected_is_told_from_a_missing_permission(string body, Type expected) =>
        Assert.That(Refusal(Answer.Json(body, 403)), Is.TypeOf(expected).With.Property(nameof(ProcoreException.StatusCode)).EqualTo(403));

    [Test]
    public void The_wait_is_taken_from_seconds() =>
        Assert.That(Refusal(Answer.Json("{}", 429, ("Retry-After", "120"))).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));

    [TestCase("Sun, 22 Nov 2026 08:31:30 GMT", 90)]
    [TestCase("Sun, 22 Nov 2026 08:29:00 GMT", 0)]
    public void The_wait_is_taken_from_a_date_by_the_servers_own_clock(string until, int seconds)
    {
        var refusal = Refusal(Answer.Json("{}", 503, ("Date", "Sun, 22 Nov 2026 08:30:00 GMT"), ("Retry-After", until)));

        Assert.That(refusal.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("Sun, 22 Nov 2026 08:31:30 GMT")]
    public void A_wait_that_cannot_be_told_is_null(string header) =>
        Assert.That(Refusal(Answer.Json("{}", 503, ("Retry-After", header))).RetryAfter, Is.Null);

    [Test]
    public void What_the_headers_do_not_say_is_null()
    {
        var refusal = Refusal(Answer.Json("{}", 500));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.RetryAfter, Is.Null);
            Assert.That(refusal.RequestId, Is.Null);
        }
    }

    [Test]
    public void One_of_our_own_has_no_answer_behind_it()
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
            Assert.That(refusal.Message, Does.Contain("GET /rest/v1.3/companies/{company_id}/users/{id}").And.Contain("'vendor.id'").And.Contain("application/json"));
            Assert.That(refusal.ToString(), Does.Not.Contain("4711"));
        }
    }

    [TestCase("<html>zoe@example.com</html>")]
    [TestCase("""{"id":7""")]
    [TestCase("""{"id":7}{}""")]
    public void A_success_that_is_no_json_is_a_failure(string body) =>
        Assert.That(Refusal(Answer.Text(body, "text/html", 200)).Message, Does.Contain("text/html").And.Not.Contain("zoe"));

    [Test]
    public void An_error_message_needs_a_text() =>
        Assert.That(() => new ProcoreErrorMessage("zip", null!), Throws.ArgumentNullException);

    private static ProcoreException Refusal(HttpResponseMessage answer)
    {
        using var procore = new ScriptedProcore(_ => answer);
        return Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7))!;
    }
}
