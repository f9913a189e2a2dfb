using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.ContractTests.WireMock;

/// <summary>What the tests use of WireMock's admin API.</summary>
public sealed class WireMockServer(Uri baseAddress) : IDisposable
{
    private readonly HttpClient _admin = new() { BaseAddress = new Uri(baseAddress, "/__admin/") };

    public Uri BaseAddress { get; } = baseAddress;

    public async Task CheckHealthAsync()
    {
        try
        {
            await _admin.GetStringAsync(new Uri("health", UriKind.Relative));
        }
        catch (HttpRequestException e)
        {
            throw new InvalidOperationException($"No WireMock answers at {BaseAddress}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Adds a stub. It must match nothing but the test's own company id (in the path, the query or the header
    /// Procore-Company-Id): stubs stay for the whole run and are there for all tests.
    /// </summary>
    /// <param name="mapping">A mapping as WireMock's documentation has it.</param>
    public Task StubAsync(JObject mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return StubAsync(mapping.ToString(Formatting.None));
    }

    /// <inheritdoc cref="StubAsync(JObject)"/>
    public Task StubAsync(string mapping) => PostAsync("mappings", mapping);

    /// <summary>The requests that carried this company's id in their header, in the order in which they came.</summary>
    public Task<IReadOnlyList<RecordedRequest>> RequestsAsync(long companyId) =>
        RequestsAsync(new JObject
        {
            ["headers"] = new JObject
            {
                ["Procore-Company-Id"] = new JObject { ["equalTo"] = companyId.ToString(CultureInfo.InvariantCulture) },
            },
        });

    /// <summary>The requests that match, in the order in which they came.</summary>
    /// <param name="pattern">What stands under `request` in a mapping.</param>
    public async Task<IReadOnlyList<RecordedRequest>> RequestsAsync(JObject pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var found = await PostAsync("requests/find", pattern.ToString(Formatting.None));
        return [.. found["requests"]!.Select(RecordedRequest.FromJournal)];
    }

    public void Dispose() => _admin.Dispose();

    private async Task<JObject> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _admin.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"WireMock answered {(int)response.StatusCode} to {json}: {text}");

        // A date must stay the text that it is, in a header as in a body.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return await JObject.LoadAsync(reader);
    }
}
