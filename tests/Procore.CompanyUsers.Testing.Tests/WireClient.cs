using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing.Tests;

/// <summary>A client without any comfort, so that the tests see what is on the wire; every answer is held against the API document.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly HttpClient _http;

    public WireClient(FakeProcore fake) => _http = new HttpClient(new DocumentedAnswers { InnerHandler = fake.CreateHandler() }) { BaseAddress = new Uri("https://api.procore.com") };

    public string? Token { get; init; } = "any";

    public void Dispose() => _http.Dispose();

    public Task<WireAnswer> GetAsync(FakeCompany company, string path) => SendAsync("GET", company, path);

    /// <summary>Calls a company's route with the company header, in the version in which the facade calls this route.</summary>
    public Task<WireAnswer> SendAsync(string method, FakeCompany company, string path, JToken? body = null) =>
        SendRawAsync(method, path.StartsWith('/') ? path : FacadeRoute.Path($"{method} /companies/{company.Id}/{path}"), $"{company.Id}", body?.ToString());

    public Task<WireAnswer> SendRawAsync(string method, string path, string? companyHeader, string? body = null) =>
        SendContentAsync(method, path, companyHeader, body == null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<WireAnswer> SendContentAsync(string method, string path, string? companyHeader, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (Token != null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (companyHeader != null)
            request.Headers.Add("Procore-Company-Id", companyHeader);
        request.Content = content;
        return await WireAnswer.ReadAsync(await _http.SendAsync(request));
    }
}
