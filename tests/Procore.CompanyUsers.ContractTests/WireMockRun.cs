using NUnit.Framework;
using Procore.CompanyUsers.ContractTests.WireMock;

namespace Procore.CompanyUsers.ContractTests;

/// <summary>The WireMock server of this test run: one that it starts, or the one at WIREMOCK_URL.</summary>
[SetUpFixture]
public sealed class WireMockRun
{
    private static WireMockProcess? _process;
    private static WireMockServer? _server;

    public static WireMockServer Server =>
        _server ?? throw new InvalidOperationException("WireMock runs from the set-up of this assembly to its tear-down.");

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        var address = Environment.GetEnvironmentVariable("WIREMOCK_URL");
        if (string.IsNullOrEmpty(address))
        {
            _process = await WireMockProcess.StartAsync();
            _server = new WireMockServer(_process.Address);
        }
        else
        {
            _server = new WireMockServer(new Uri(address));
        }

        await _server.CheckHealthAsync();
    }

    [OneTimeTearDown]
    public static void Stop()
    {
        _server?.Dispose();
        _process?.Dispose();
    }
}
