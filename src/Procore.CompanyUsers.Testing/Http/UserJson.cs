using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Procore.CompanyUsers.Testing;

/// <summary>Writes users as JSON and reads changes to them.</summary>
internal static class UserJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
    });

    // Field by field: serializing the whole user for the part that a route returns takes several times as long.
    private static readonly Dictionary<string, IValueProvider> Fields =
        ((JsonObjectContract)Serializer.ContractResolver.ResolveContract(typeof(FakeUser))).Properties
            .Where(property => !property.Ignored)
            .ToDictionary(property => property.PropertyName!, property => property.ValueProvider!, StringComparer.Ordinal);

    /// <summary>The fields whose values the directory stores.</summary>
    public static IEnumerable<string> KnownFields => Fields.Keys;

    /// <summary>Writes exactly the given fields, null for those that the directory doesn't store.</summary>
    public static JRaw Write(FakeUser user, FakeCompany company, IEnumerable<string> fields)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var json = new JsonTextWriter(text);
        json.WriteStartObject();
        foreach (var field in fields)
        {
            json.WritePropertyName(field);
            switch (field)
            {
                case "vendor":
                    Write(json, company.FindVendor(user.VendorId));
                    break;
                case "permission_template":
                    Write(json, company.FindPermissionTemplate(user.DefaultPermissionTemplateId));
                    break;
                case "company_permission_template":
                    Write(json, company.FindPermissionTemplate(user.CompanyPermissionTemplateId));
                    break;
                case "_links":
                    WriteLinks(json, user, company);
                    break;
                default:
                    json.WriteValue(ValueOf(user, field));
                    break;
            }
        }

        json.WriteEndObject();
        return new JRaw(text.ToString());
    }

    /// <summary>A field's value as in JSON, with times as text; null if the directory doesn't store it.</summary>
    public static object? ValueOf(FakeUser user, string field) => (Fields.TryGetValue(field, out var provider) ? provider.GetValue(user) : null) switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        var value => value,
    };

    public static FakeUser Populate(FakeUser user, JObject attributes)
    {
        var changed = user with { };
        using var reader = attributes.CreateReader();
        Serializer.Populate(reader, changed);
        return changed;
    }

    private static void Write(JsonTextWriter json, FakeVendor? vendor) => Serializer.Serialize(json, vendor == null ? null : new { vendor.Id, vendor.Name });

    private static void Write(JsonTextWriter json, FakePermissionTemplate? template) => Serializer.Serialize(json, template);

    private static void WriteLinks(JsonTextWriter json, FakeUser user, FakeCompany company)
    {
        json.WriteStartObject();
        json.WritePropertyName("reactivate");
        json.WriteValue(FormattableString.Invariant($"/rest/v1.0/companies/{company.Id}/users/inactive/{user.Id}"));
        json.WriteEndObject();
    }
}
