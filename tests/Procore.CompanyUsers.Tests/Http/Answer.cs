using System.Net;
using System.Text;

namespace Procore.CompanyUsers.Tests;

/// <summary>Answers to script with.</summary>
internal static class Answer
{
    public static HttpResponseMessage Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Text(body, "application/json", status, headers);

    public static HttpResponseMessage Text(string body, string mediaType, int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Empty(int status) => new((HttpStatusCode)status);

    /// <summary>A page of users that have only an id.</summary>
    public static HttpResponseMessage Users(IEnumerable<long> ids, params (string Name, string Value)[] headers) =>
        Json($"[{string.Join(",", ids.Select(id => $$"""{"id":{{id}}}"""))}]", 200, headers);
}
