using Newtonsoft.Json.Linq;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Models out of fields under Procore's names.</summary>
internal static class WriteModels
{
    public static T Of<T>(IEnumerable<(string Name, object? Value)> fields)
        where T : JsonModel, new()
    {
        var json = new JObject();
        foreach (var (name, value) in fields)
            json[name] = value is Dictionary<string, object?> nested ? JObject.FromObject(nested) : new JValue(value);
        return ProcoreJson.Deserialize<T>(json.ToString(Newtonsoft.Json.Formatting.None));
    }

    public static T Of<T>(IEnumerable<FieldChange> fields)
        where T : JsonModel, new() =>
        Of<T>(fields.Select(field => (field.Name, field.New)));
}
