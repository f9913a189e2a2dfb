using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>A directory in which the cases work on people of their own, and leave none of them active.</summary>
public sealed class LiveDirectory : IAsyncDisposable
{
    /// <summary>By this anybody can tell these people from real ones.</summary>
    public const string LastName = "ProcoreCompanyUsersTest";

    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly Func<Task<string>> _signInAsync;
    private readonly long _companyId;
    private readonly HashSet<string> _originIds = new(StringComparer.Ordinal);
    private int _people;

    private LiveDirectory(ServiceProvider services, HttpClient http, Func<Task<string>> signInAsync, long companyId)
    {
        _services = services;
        _http = http;
        _signInAsync = signInAsync;
        _companyId = companyId;
    }

    public ICompanyUsers Users => _services.GetRequiredService<ICompanyUsers>();

    /// <summary>How many people were active in the end.</summary>
    public int MadeInactive { get; private set; }

    private string Run { get; } = Guid.NewGuid().ToString("N");

    public static LiveDirectory Open(LiveAccount? account)
    {
        var services = new ServiceCollection();
        if (account is null)
        {
            var fake = new FakeProcore();
            var company = fake.AddCompany("Bluestone Builders");
            services.AddProcore(options => (options.AccessToken, options.CompanyId) = (fake.IssueToken(), company.Id)).UseFakeProcore(fake);
            var toFake = new HttpClient(fake.CreateHandler()) { BaseAddress = new Uri("https://api.procore.com") };
            return new LiveDirectory(services.BuildServiceProvider(), toFake, () => Task.FromResult(fake.IssueToken()), company.Id);
        }

        services.AddProcore(options =>
        {
            options.Environment = ProcoreEnvironment.Sandbox;
            (options.CompanyId, options.ClientId, options.ClientSecret) = (account.CompanyId, account.ClientId, account.ClientSecret);
        });
        var http = new HttpClient { BaseAddress = new Uri("https://sandbox.procore.com") };
        return new LiveDirectory(services.BuildServiceProvider(), http, () => SignInAsync(http, account), account.CompanyId);
    }

    /// <summary>An origin id that no user has. The user who gets it is cleared away.</summary>
    public string NewOriginId()
    {
        var id = $"{LastName}-{Run}-{Interlocked.Increment(ref _people)}";
        _originIds.Add(id);
        return id;
    }

    public static string AddressOf(string originId) => $"{originId}@example.com";

    public async Task<CompanyUser> AddAsync()
    {
        var originId = NewOriginId();
        return await Users.CreateAsync(new NewCompanyUser(LastName, AddressOf(originId))
        {
            FirstName = "Test",
            OriginId = originId,
            JobTitle = "Tester",
            FaxNumber = "1",
            IsEmployee = false,
        });
    }

    /// <summary>Creates a user by two equal requests without the library, which would send a token of its own with each.</summary>
    public async Task<IReadOnlyList<HttpStatusCode>> CreateTwiceWithOneTokenAsync(string originId)
    {
        var token = await _signInAsync();
        var body = new JObject { ["user"] = new JObject { ["last_name"] = LastName, ["email_address"] = AddressOf(originId), ["origin_id"] = originId } }.ToString();
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 2; n++)
        {
            using var request = Request($"POST /companies/{_companyId}/users", token);
            request.Headers.Add("Idempotency-Token", originId);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _http.SendAsync(request);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    /// <summary>Asks for the user with an origin id among the inactive ones without the library, which would ask again without the filter.</summary>
    /// <returns>`is_active` of each user that is returned.</returns>
    public async Task<IReadOnlyList<bool?>> FindStatesAsync(string originId, bool active)
    {
        using var request = Request($"GET /users?company_id={_companyId}&filters[active]={(active ? "true" : "false")}&filters[origin_id]={originId}", await _signInAsync());
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return [.. JArray.Parse(await response.Content.ReadAsStringAsync()).Select(user => (bool?)user["is_active"])];
    }

    public async Task<IReadOnlyList<CompanyUser>> FindAsync(CompanyUserStatus status, string originId) =>
        await Users.ListAsync(new CompanyUserQuery { Status = status, OriginId = originId }).ToListAsync();

    /// <summary>Procore deletes no users, so those that this run leaves are made inactive.</summary>
    public async ValueTask DisposeAsync()
    {
        var left = new List<Exception>();
        foreach (var originId in _originIds)
        {
            try
            {
                foreach (var user in await FindAsync(CompanyUserStatus.Active, originId))
                {
                    await Users.DeactivateAsync(user.Id);
                    MadeInactive++;
                }
            }
            catch (ProcoreException exception)
            {
                left.Add(exception);
            }
        }

        await _services.DisposeAsync();
        _http.Dispose();
        if (left.Count > 0)
            throw new AggregateException($"Not everybody whose last name is {LastName} could be made inactive.", left);
    }

    private HttpRequestMessage Request(string route, string token)
    {
        var line = FacadeRoute.Line(route).Split(' ');
        return new HttpRequestMessage(new HttpMethod(line[0]), line[1]) { Headers = { { "Authorization", $"Bearer {token}" }, { "Procore-Company-Id", $"{_companyId}" } } };
    }

    private static async Task<string> SignInAsync(HttpClient http, LiveAccount account)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", account.ClientId), new("client_secret", account.ClientSecret)]);
        using var response = await http.PostAsync(new Uri("https://login-sandbox.procore.com/oauth/token"), form);
        response.EnsureSuccessStatusCode();
        return (string)JObject.Parse(await response.Content.ReadAsStringAsync())["access_token"]!;
    }
}
