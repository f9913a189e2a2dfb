using System.CommandLine;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The option of every command that writes to show what it would send.</summary>
internal static class DryRun
{
    private static readonly Column<JsonProperty>[] Fields = [new("field", field => field.Name), new("value", field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : field.Value.GetRawText())];

    public static Option<bool> Option() => new("--dry-run") { Description = "Shows what would be sent, and sends nothing." };

    /// <summary>Reads the ids of all users, active or not: a request for another one would be refused.</summary>
    public static Task<HashSet<long>> ReadIdsAsync(Session session) => session.Terminal.ShowProgressAsync("Reading the directory", async report =>
    {
        var ids = new HashSet<long>();
        await foreach (var user in session.Users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, session.Stop).ConfigureAwait(false))
        {
            ids.Add(user.Id);
            report(ids.Count, null);
        }
        return ids;
    });

    /// <summary>Shows the fields that would be sent.</summary>
    public static async Task<ExitCode> ShowAsync(Session session, string json)
    {
        if (session.Rows.Format == OutputFormat.Json)
        {
            await session.Rows.WriteTextAsync(json).ConfigureAwait(false);
        }
        else
        {
            using var document = JsonDocument.Parse(json);
            await session.Rows.WriteAsync(Fields, document.RootElement.EnumerateObject().ToAsyncEnumerable()).ConfigureAwait(false);
        }
        session.Terminal.Say("Nothing was sent.");
        return ExitCode.Done;
    }
}
