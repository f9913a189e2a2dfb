using System.Net;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>What watches over the other tests can fail.</summary>
internal sealed class DocumentedAnswersTests
{
    [TestCase("GET", "/rest/v1.3/companies/1/users", 200, """[{"id": 7000000000}]""", ExpectedResult = true)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 200, """[{"id": "7"}]""", ExpectedResult = false)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 200, """[{"shoe_size": 44}]""", ExpectedResult = false)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 201, "[]", ExpectedResult = false)]
    [TestCase("GET", "/rest/v2.0/companies/1/users/bulk/status/1", 200, """{"data": {"pending": "1"}}""", ExpectedResult = false)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 400, """{"errors": {"page": ["is wrong"]}}""", ExpectedResult = true)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 400, """{"errors": {"page": "is wrong"}}""", ExpectedResult = false)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 400, "{}", ExpectedResult = false)]
    [TestCase("GET", "/rest/v1.3/companies/1/users", 400, """{"error": "wrong"}""", ExpectedResult = false)]
    public bool Tells_what_is_documented_from_what_is_not(string method, string path, int status, string json)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://api.procore.com" + path);
        return DocumentedAnswers.ErrorsIn(request, (HttpStatusCode)status, json).Count == 0;
    }
}
