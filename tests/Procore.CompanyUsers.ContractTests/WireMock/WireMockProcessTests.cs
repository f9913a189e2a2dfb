using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.WireMock;

public sealed class WireMockProcessTests
{
    [Test]
    public async Task A_server_listens_until_it_is_disposed_of()
    {
        var process = await WireMockProcess.StartAsync();
        using var server = new WireMockServer(process.Address);
        await server.CheckHealthAsync();

        process.Dispose();

        await Assert.ThatAsync(server.CheckHealthAsync, Throws.InvalidOperationException);
    }
}
