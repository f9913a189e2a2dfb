using System.Text.Json;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Writes one user: a line for each field in a table, or a JSON object or CSV row.</summary>
internal static class UserDetails
{
    private static readonly Column<JsonProperty>[] FieldAndValue = [new("field", field => field.Name), new("value", field => TextOf(field.Value))];

    public static async Task WriteAsync(Session session, CompanyUser user)
    {
        switch (session.Rows.Format)
        {
            case OutputFormat.Json:
                await session.Rows.WriteTextAsync(ProcoreJson.Serialize(user)).ConfigureAwait(false);
                break;
            case OutputFormat.Csv:
                await session.Rows.WriteAsync([.. PersonFields.Writable.Select(PersonFields.ColumnOf)], new[] { user }.ToAsyncEnumerable()).ConfigureAwait(false);
                break;
            default:
                using (var fields = JsonDocument.Parse(ProcoreJson.Serialize(user)))
                    await session.Rows.WriteAsync(FieldAndValue, fields.RootElement.EnumerateObject().ToAsyncEnumerable()).ConfigureAwait(false);
                break;
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object when value.TryGetProperty("name", out var name) && value.TryGetProperty("id", out var id) => $"{name} ({id})",
        _ => value.GetRawText(),
    };
}
