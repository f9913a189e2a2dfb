using Microsoft.AspNetCore.Builder;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>A WireMock server of a test's own, on a free port of the loopback interface.</summary>
public sealed class WireServer : IDisposable
{
    private readonly WireMockServer _mock = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],
        // Every body as it came, that of a GET too.
        AllowBodyForAllHttpMethods = true,
        DisableDeserializeFormUrlEncoded = true,
        DisableJsonBodyParsing = true,
        DisableRequestBodyDecompressing = true,
        PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).UseMiddleware<Connection>(),
    });

    public Uri Address => new(_mock.Url! + "/");

    /// <summary>What came in, in its order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _mock.LogEntries.Select(entry => RecordedRequest.From(entry.RequestMessage!))];

    public void Stub(IResponseBuilder answer) => Stub(Request.Create(), answer);

    public void Stub(IRequestMatcher request, IResponseBuilder answer) => _mock.Given(request).RespondWith(answer);

    /// <summary>Answers any requests one after the other.</summary>
    /// <param name="last">Answers what comes after them; null for 404.</param>
    /// <param name="answers">One each.</param>
    public void StubInTurn(IResponseBuilder? last, params IReadOnlyList<IResponseBuilder> answers)
    {
        for (var turn = 0; turn < answers.Count; turn++)
            StubTurn("turns", turn, Request.Create(), answers[turn]);
        if (last is not null)
            (answers.Count == 0 ? _mock.Given(Request.Create()) : Turn("turns", answers.Count, Request.Create())).RespondWith(last);
    }

    /// <summary>Answers one request that matches, when as many of its scenario have been answered before.</summary>
    public void StubTurn(string scenario, int turn, IRequestMatcher request, IResponseBuilder answer) =>
        Turn(scenario, turn, request).WillSetStateTo(turn + 1).RespondWith(answer);

    private IRespondWithAProvider Turn(string scenario, int turn, IRequestMatcher request)
    {
        var given = _mock.Given(request).InScenario(scenario);
        return turn == 0 ? given : given.WhenStateIs(turn);
    }

    public void Dispose() => _mock.Dispose();
}
