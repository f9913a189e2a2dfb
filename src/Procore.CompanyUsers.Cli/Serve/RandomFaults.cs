using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Serve;

/// <summary>Makes a share of the requests fail as networks, gateways and servers do.</summary>
internal static class RandomFaults
{
    /// <param name="fake">The server whose requests fail, except those for tokens: a lost response to one costs the grant.</param>
    /// <param name="percent">The share, from 0 to 100.</param>
    /// <param name="seed">The random seed.</param>
    public static void AddTo(FakeProcore fake, int percent, int seed)
    {
        if (percent == 0)
            return;
        FakeFault[] faults =
        [
            FakeFault.Status(503, TimeSpan.FromSeconds(1)),
            FakeFault.Status(500),
            FakeFault.HtmlPage(),
            FakeFault.ConnectionReset(),
            FakeFault.ConnectionReset().AfterApplying(),
            FakeFault.TruncatedBody(),
        ];
        var random = new Random(seed);
        var drawn = 0;
        for (var i = 0; i < faults.Length; i++)
        {
            var fault = i;
            fake.FailNext(faults[i], times: int.MaxValue / faults.Length, request => IsDrawn(request, fault));
        }

        // A request is offered to the faults in their order, one request at a time: the first one draws.
        bool IsDrawn(FakeRequest request, int fault)
        {
            if (fault == 0)
                drawn = request.Path.StartsWith("/oauth/", StringComparison.Ordinal) || random.Next(100) >= percent ? -1 : random.Next(faults.Length);
            return drawn == fault;
        }
    }
}
