using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.Cli.Tests.Processes;

/// <summary><c>procore-users serve</c> on a free port, and what a client needs of it.</summary>
public sealed partial class ServedDirectory : IDisposable
{
    private ServedDirectory(ToolProcess process, Uri address, string company, string token)
    {
        Process = process;
        Company = long.Parse(company, CultureInfo.InvariantCulture);
        Environment = new Dictionary<string, string>
        {
            ["PROCORE_API_ADDRESS"] = address.OriginalString,
            ["PROCORE_LOGIN_ADDRESS"] = address.OriginalString,
            ["PROCORE_COMPANY_ID"] = company,
            ["PROCORE_ACCESS_TOKEN"] = token,
        };
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Http.DefaultRequestHeaders.Add("Procore-Company-Id", company);
    }

    public ToolProcess Process { get; }

    public long Company { get; }

    /// <summary>The environment variables by which the tool finds it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A client that isn't ours.</summary>
    public HttpClient Http { get; }

    public static async Task<ServedDirectory> StartAsync(params string[] arguments)
    {
        var process = ToolProcess.Start(new Dictionary<string, string>(), ["serve", "--port", "0", .. arguments]);
        await process.WaitForLineAsync(line => line.Contains("Requests:", StringComparison.Ordinal));
        var address = await ValueAsync("address");
        return new ServedDirectory(process, new Uri(address), await ValueAsync("company"), await ValueAsync("token"));

        async Task<string> ValueAsync(string name) =>
            NameAndValue().Match(await process.WaitForLineAsync(line => NameAndValue().Match(line).Groups["name"].Value == name)).Groups["value"].Value;
    }

    public Task<ToolResult> RunAsync(params string[] arguments) => ToolProcess.RunAsync(Environment, arguments);

    public ToolProcess Start(params string[] arguments) => ToolProcess.Start(Environment, arguments);

    /// <summary>The environment with one variable changed.</summary>
    public IReadOnlyDictionary<string, string> With(string name, string value) => new Dictionary<string, string>(Environment) { [name] = value };

    /// <summary>All people, active or not, as the server tells a client that isn't ours.</summary>
    public async Task<IReadOnlyList<JsonElement>> PeopleAsync()
    {
        var json = await Http.GetStringAsync($"rest/v1.3/users?company_id={Company}&per_page=2000");
        return [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];
    }

    public void Dispose()
    {
        Http.Dispose();
        Process.Dispose();
    }

    [GeneratedRegex(@"^\s+(?<name>address|company|token)\s+(?<value>\S+)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NameAndValue();
}
