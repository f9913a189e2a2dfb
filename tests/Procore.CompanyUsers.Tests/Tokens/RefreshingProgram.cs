using System.Globalization;

namespace Procore.CompanyUsers.Tests;

/// <summary>
/// What the test assembly does when it is started as a program: calls Procore with the tokens of a directory, as often as it
/// is told, and says for each call how it ended.
/// </summary>
internal static class RefreshingProgram
{
    public static async Task Main(string[] args)
    {
        if (args is not [var directory, var address, var calls])
            return;
        await using var client = ProcoreClient.Create(new ProcoreOptions
        {
            ApiAddress = new Uri(address),
            LoginAddress = new Uri(address),
            ClientId = "client",
            ClientSecret = "secret",
            RefreshToken = "refresh-0",
            TokenStore = new FileTokenStore(directory),
            MaxRetries = 0,
        });
        await Console.Out.WriteLineAsync("started");
        await Console.In.ReadLineAsync();
        for (var call = 0; call < int.Parse(calls, CultureInfo.InvariantCulture); call++)
        {
            try
            {
                await client.Company(1).Users.GetAsync(7);
                await Console.Out.WriteLineAsync("ok");
            }
            catch (ProcoreException exception)
            {
                await Console.Out.WriteLineAsync(exception.GetType().Name + " " + exception.StatusCode?.ToString(CultureInfo.InvariantCulture) + " " + exception.Message);
            }
        }
    }
}
