using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.Facade;
using Procore.CompanyUsers.ContractTests.Wire;
using Procore.CompanyUsers.Models;
using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Transport;

public sealed class FaultTests : FacadeTest
{
    private readonly TestClock _clock = new() { SkipsWaits = true };

    /// <summary>An attempt that stalls times out as soon as the server has recorded it, so no test depends on real time.</summary>
    public FaultTests() => Server.Stalled += (_, _) => _clock.ExpireAttempts();

    private static readonly Dictionary<string, Func<ICompanyUsers, Task>> Calls = new()
    {
        ["get"] = users => users.GetAsync(7),
        ["update"] = users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }),
        ["sync with keys"] = users => users.SyncAsync([new CompanyUserSyncItem { Id = 7, Zip = "1" }]),
        ["create"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com")),
        ["add to projects"] = users => users.AddToProjectsStreamingAsync([new ProjectAssignment(7, 9)]).ToListAsync().AsTask(),
    };

    private static readonly Dictionary<string, Func<IResponseBuilder, IResponseBuilder>> Faults = new()
    {
        ["resets the connection"] = _ => WireResponses.Break(ConnectionFault.Reset),
        ["closes it without a response"] = _ => WireResponses.Break(ConnectionFault.Closed),
        ["breaks off in the body"] = _ => WireResponses.Break(ConnectionFault.BrokenBody),
        ["sends garbage"] = _ => WireResponses.Break(ConnectionFault.Garbage),
        ["answers too late"] = success => success.Stall(),
        ["sends the body too slowly"] = success => success.Dribble().Stall(),
        ["sends the body slowly, but in time"] = success => success.Dribble(),
        ["sends broken gzip"] = success => success.WithHeader("Content-Encoding", "gzip"),
        ["sends broken Brotli"] = success => success.WithHeader("Content-Encoding", "br"),
        ["429"] = _ => Answer(429, "{}").WithHeader("Retry-After", "0"),
        ["503 with Retry-After"] = _ => Answer(503, "{}").WithHeader("Retry-After", "0"),
    };

    [TestCaseSource(nameof(Cells))]
    public async Task Methods_end_after_each_fault_as_documented(string fault, bool isOnce, string call, int requests, string end)
    {
        var status = FaultTable.StatusOf(fault);
        var answer = Faults.TryGetValue(fault, out var make) ? make(Success(call)) : Answer(status!.Value, "{}");
        Server.StubInTurn(OfCompany, isOnce ? Success(call) : answer, isOnce ? [answer] : []);
        using var services = Services();

        var failure = await FailureAsync(() => Calls[call](services.GetRequiredService<ICompanyUsers>()));

        if (end == "succeeds")
        {
            Assert.That(failure, Is.Null);
        }
        else
        {
            Assert.That(failure, Is.TypeOf(TypeOf(status)));
            Assert.That(((ProcoreException)failure!).StatusCode, Is.EqualTo(status));
            Assert.That(((ProcoreException)failure).MayHaveBeenApplied, Is.EqualTo(end == "in doubt"));
            Assert.That(((ProcoreException)failure).Operation, Does.Contain("{company_id}"));
        }
        Assert.That(Requests, Has.Count.EqualTo(requests));
    }

    [TestCase(ConnectionFault.Closed)]
    [TestCase(ConnectionFault.Reset)]
    public async Task CreateAsync_is_sent_once_on_a_reused_connection(ConnectionFault fault)
    {
        Server.StubInTurn(OfCompany, WireResponses.Break(fault), Json(202, SampleUser(7)), WireResponses.Break(fault), Json(202, SampleUser(7)));
        using var services = Services();
        var users = services.GetRequiredService<ICompanyUsers>();

        foreach (var call in new[] { Calls["create"], user => user.InviteAsync(7) })
        {
            await call(users);
            Assert.That(await FailureAsync(() => call(users)), Is.TypeOf<ProcoreConnectionException>());
        }

        Assert.That(Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task CreateAsync_was_not_applied_when_the_connection_is_refused()
    {
        using var services = Services(options => options.ApiAddress = new Uri("http://127.0.0.1:1/"));

        var failure = await FailureAsync(() => Calls["create"](services.GetRequiredService<ICompanyUsers>()));

        Assert.That(failure, Is.TypeOf<ProcoreConnectionException>().With.Property(nameof(ProcoreException.MayHaveBeenApplied)).False);
    }

    [Test]
    public async Task FaultTable_is_in_the_documentation()
    {
        var documentation = await File.ReadAllTextAsync(RepositoryRoot.PathTo("docs/faults.md"));

        Assert.That(documentation.ReplaceLineEndings("\n"), Does.Contain($"\n{FaultTable.Text.ReplaceLineEndings("\n")}\n"));
    }

    private static IEnumerable<TestCaseData> Cells() =>
        FaultTable.Cells().Select(cell => new TestCaseData(cell.Fault, cell.IsOnce, cell.Call, cell.Requests, cell.End)
            .SetArgDisplayNames(cell.Fault + (cell.IsOnce ? " once" : ""), cell.Call));

    private static Type TypeOf(int? status) => status switch
    {
        null => typeof(ProcoreConnectionException),
        400 or 422 => typeof(ProcoreValidationException),
        401 or 403 => typeof(ProcoreAuthorizationException),
        404 => typeof(ProcoreNotFoundException),
        409 => typeof(ProcoreConflictException),
        429 => typeof(RateLimitExceededException),
        _ => typeof(ProcoreException),
    };

    private ServiceProvider Services(Action<ProcoreOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddProcore(options =>
        {
            options.ApiAddress = Server.Address;
            options.AccessToken = "token-of-the-test";
            options.CompanyId = CompanyId;
            options.Retry.MaxRetries = FaultTable.MaxRetries;
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    private static IResponseBuilder Success(string call) => call switch
    {
        "sync with keys" => Answer(200, """{ "entities": [{ "id": 7 }], "errors": [] }"""),
        "add to projects" => Answer(200, """{ "entities": [{ "userId": "7", "projects": ["9"] }] }"""),
        _ => Json(200, SampleUser(7)),
    };

    private static async Task<Exception?> FailureAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (ProcoreException failure)
        {
            return failure is SyncInterruptedException or ProjectsInterruptedException ? failure.InnerException : failure;
        }
    }
}
