using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Procore.CompanyUsers.Testing;

/// <summary>A user as JSON.</summary>
internal static class UserJson
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
        Converters =
        {
            new IsoDateTimeConverter
            {
                DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'",
                DateTimeStyles = DateTimeStyles.AdjustToUniversal,
                Culture = CultureInfo.InvariantCulture,
            },
        },
    });

    /// <summary>Exactly the given fields, null where the directory doesn't know them.</summary>
    public static JObject Write(FakeUser user, FakeCompany company, IEnumerable<string> fields)
    {
        var known = JObject.FromObject(user, Serializer);
        return new JObject(fields.Select(field => new JProperty(field, field switch
        {
            "vendor" => Compact(company.FindVendor(user.VendorId)),
            "permission_template" => Template(company.FindPermissionTemplate(user.DefaultPermissionTemplateId)),
            "company_permission_template" => Template(company.FindPermissionTemplate(user.CompanyPermissionTemplateId)),
            "_links" => Links(user, company),
            _ => known[field],
        })));
    }

    public static FakeUser Populate(FakeUser user, JObject attributes)
    {
        var changed = user with { };
        using var reader = attributes.CreateReader();
        Serializer.Populate(reader, changed);
        return changed;
    }

    private static JObject? Compact(FakeVendor? vendor) =>
        vendor == null ? null : new JObject { ["id"] = vendor.Id, ["name"] = vendor.Name };

    private static JObject? Template(FakePermissionTemplate? template) =>
        template == null ? null : JObject.FromObject(template, Serializer);

    private static JObject Links(FakeUser user, FakeCompany company) => new()
    {
        ["reactivate"] = FormattableString.Invariant($"/rest/v1.0/companies/{company.Id}/users/inactive/{user.Id}"),
    };
}
