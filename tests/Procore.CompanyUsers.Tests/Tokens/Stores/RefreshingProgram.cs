using System.Globalization;

namespace Procore.CompanyUsers.Tests;

/// <summary>A second process that shares a token store with this one: calls Procore a given number of times and prints how each call ended.</summary>
internal static class RefreshingProgram
{
    public const string Verb = "refresh-tokens";

    public static async Task RunAsync(string directory, string address, int calls)
    {
        await Console.Out.WriteLineAsync("started");
        await Console.In.ReadLineAsync();
        await foreach (var line in CallAsync(directory, address, calls))
            await Console.Out.WriteLineAsync(line);
    }

    /// <summary>Calls Procore from this process.</summary>
    /// <returns>How each call ended.</returns>
    public static async IAsyncEnumerable<string> CallAsync(string directory, string address, int calls)
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
        for (var call = 0; call < calls; call++)
            yield return await EndAsync(client.Company(1).Users.GetAsync(7));
    }

    private static async Task<string> EndAsync(Task call)
    {
        try
        {
            await call;
            return "ok";
        }
        catch (ProcoreException exception)
        {
            return exception.GetType().Name + " " + exception.StatusCode?.ToString(CultureInfo.InvariantCulture) + " " + exception.Message;
        }
    }
}
