using Microsoft.AspNetCore.Builder;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A WireMock.Net server for one test, on a free port of the loopback interface.</summary>
public sealed class WireServer : IDisposable
{
    private readonly WireMockServer _mock;

    public WireServer() => _mock = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],
        // Record every body as the bytes that were sent, for GET as well.
        AllowBodyForAllHttpMethods = true,
        DisableDeserializeFormUrlEncoded = true,
        DisableJsonBodyParsing = true,
        DisableRequestBodyDecompressing = true,
        PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).UseMiddleware<ConnectionMiddleware>(this),
    });

    /// <summary>Raised when a response that stalls has recorded its request and holds the connection.</summary>
    public event EventHandler? Stalled;

    public Uri Address => new(_mock.Url! + "/");

    /// <summary>The requests received so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _mock.LogEntries.Select(entry => RecordedRequest.From(entry.RequestMessage!))];

    /// <summary>Responds to every request that matches.</summary>
    public void Stub(IRequestMatcher request, IResponseBuilder response) => _mock.Given(request).RespondWith(response);

    /// <summary>Responds to matching requests one after another.</summary>
    /// <param name="request">Matches the requests.</param>
    /// <param name="last">Responds to all requests after the listed responses; null for 404.</param>
    /// <param name="responses">One for each request.</param>
    public void StubInTurn(IRequestMatcher request, IResponseBuilder? last, params IReadOnlyList<IResponseBuilder> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        for (var turn = 0; turn < responses.Count; turn++)
            StubTurn("turns", turn, request, responses[turn]);
        if (last is not null && responses.Count == 0)
            Stub(request, last);
        else if (last is not null)
            Turn("turns", responses.Count, request).WillSetStateTo(responses.Count).RespondWith(last);
    }

    /// <summary>Responds to one matching request, once <paramref name="turn"/> requests of the scenario have been responded to.</summary>
    public void StubTurn(string scenario, int turn, IRequestMatcher request, IResponseBuilder response) =>
        Turn(scenario, turn, request).WillSetStateTo(turn + 1).RespondWith(response);

    public void Dispose() => _mock.Dispose();

    internal void OnStalled() => Stalled?.Invoke(this, EventArgs.Empty);

    private IRespondWithAProvider Turn(string scenario, int turn, IRequestMatcher request)
    {
        var given = _mock.Given(request).InScenario(scenario);
        // A scenario starts without a state, and loses it with a response that sets none.
        return turn == 0 ? given : given.WhenStateIs(turn);
    }
}
