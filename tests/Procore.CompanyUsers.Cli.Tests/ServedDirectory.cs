using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Procore.Tests.Shared.OpenApi;

namespace Procore.CompanyUsers.Cli.Tests;

/// <summary><c>procore-users serve</c> on a free port, and what a client needs to use it.</summary>
public sealed partial class ServedDirectory : IDisposable
{
    private ServedDirectory(IToolRun process, Uri address, string company, string token)
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

    public IToolRun Process { get; }

    public long Company { get; }

    /// <summary>The environment variables that point the tool to it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A client that isn't the tool.</summary>
    public HttpClient Http { get; }

    public static Task<ServedDirectory> StartAsync(params string[] arguments) =>
        StartAsync(Tool.Start(new Dictionary<string, string>(), Arguments(arguments)));

    /// <summary>Starts it in a process of its own.</summary>
    public static Task<ServedDirectory> StartProcessAsync(params string[] arguments) =>
        StartAsync(ToolProcess.Start(new Dictionary<string, string>(), Arguments(arguments)));

    public Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(Environment, arguments);

    public Tool Start(params string[] arguments) => Tool.Start(Environment, arguments);

    private static string[] Arguments(string[] arguments) => ["serve", "--port", "0", .. arguments];

    private static async Task<ServedDirectory> StartAsync(IToolRun process)
    {
        await process.WaitForLineAsync(line => line.Contains("Requests:", StringComparison.Ordinal));
        var address = await ValueAsync("address");
        return new ServedDirectory(process, new Uri(address), await ValueAsync("company"), await ValueAsync("token"));

        async Task<string> ValueAsync(string name) =>
            NameAndValue().Match(await process.WaitForLineAsync(line => NameAndValue().Match(line).Groups["name"].Value == name)).Groups["value"].Value;
    }

    /// <summary>The environment with one variable changed.</summary>
    public IReadOnlyDictionary<string, string> With(string name, string value) => new Dictionary<string, string>(Environment) { [name] = value };

    /// <summary>All users, active or not, as another client reads them.</summary>
    public async Task<IReadOnlyList<JsonElement>> PeopleAsync()
    {
        var json = await Http.GetStringAsync(FacadeRoute.Path($"GET /users?company_id={Company}&per_page=2000"));
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
