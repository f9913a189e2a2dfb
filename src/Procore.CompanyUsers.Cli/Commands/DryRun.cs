using System.CommandLine;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The option of every command that writes to show what it would send.</summary>
internal static class DryRun
{
    private static readonly Column<JsonProperty>[] Fields = [new("field", field => field.Name), new("value", field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : field.Value.GetRawText())];

    public static Option<bool> Option() => new("--dry-run") { Description = "Shows what would be sent, and sends nothing." };

    /// <summary>Shows the fields that would be sent, and why Procore would refuse them.</summary>
    /// <param name="session">The session of the command.</param>
    /// <param name="json">The fields.</param>
    /// <param name="userId">The user that would be changed; null for a new one.</param>
    public static async Task<ExitCode> ShowAsync(Session session, string json, long? userId)
    {
        using var document = JsonDocument.Parse(json);
        var item = document.RootElement;
        if (session.Rows.Format == OutputFormat.Json)
            await session.Rows.WriteTextAsync(json).ConfigureAwait(false);
        else
            await session.Rows.WriteAsync(Fields, item.EnumerateObject().ToAsyncEnumerable()).ConfigureAwait(false);
        var refusals = (await Refusals.ReadAsync(session, [item]).ConfigureAwait(false)).Of(item, userId, isFoundByOriginId: false).ToList();
        foreach (var refusal in refusals)
            session.Terminal.Fail($"Procore would refuse this: {refusal}.");
        session.Terminal.Say("Nothing was sent.");
        return refusals.Count == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
