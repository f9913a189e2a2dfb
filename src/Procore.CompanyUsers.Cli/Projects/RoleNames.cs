using System.Globalization;
using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Projects;

/// <summary>Reads the roles that users can have on projects. Procore publishes this list outside of the operations that the library has.</summary>
internal static class RoleNames
{
    /// <returns>The names by id; null if the account isn't allowed to read them.</returns>
    public static async Task<IReadOnlyDictionary<long, string>?> ReadAsync(IProcoreCompany company, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FormattableString.Invariant($"rest/v1.0/companies/{company.Id}/roles"));
        try
        {
            using var response = await company.SendAsync(request, cancellationToken).ConfigureAwait(false);
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), default, cancellationToken).ConfigureAwait(false);
            var roles = new Dictionary<long, string>();
            foreach (var role in json.RootElement.EnumerateArray())
            {
                if (role.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && role.TryGetProperty("id", out var id)
                    && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    roles[number] = name.GetString()!;
            }
            return roles;
        }
        catch (ProcoreException refusal) when (refusal.StatusCode is 403 or 404)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProcoreException("Procore's list of the company's roles can't be read. Nothing was changed.", exception);
        }
    }
}
