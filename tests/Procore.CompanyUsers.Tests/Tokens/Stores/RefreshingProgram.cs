using System.Globalization;

namespace Procore.CompanyUsers.Tests;

/// <summary>A second process that shares a token store: calls Procore a given number of times and prints how each call ended.</summary>
internal static class RefreshingProgram
{
    public const string Verb = "refresh-tokens";

    public static async Task RunAsync(string directory, string address, int calls)
    {
        await using var client = ProcoreClient.Create(new ProcoreOptions
        {
            ApiAddress = new Uri(address),
            LoginAddress = new Uri(address),
            ClientId = "client",
            ClientSecret = "secret",
            RefreshToken = "refresh-0",
            TokenStore = new FileTokenStore(directory),
            Retry = { MaxRetries = 0 },
        });
        await Console.Out.WriteLineAsync("started");
        await Console.In.ReadLineAsync();
        for (var call = 0; call < calls; call++)
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
