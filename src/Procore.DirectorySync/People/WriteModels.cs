using System.Globalization;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Makes models from fields with Procore's names.</summary>
internal static class WriteModels
{
    public static T Of<T>(IEnumerable<FieldChange> fields)
        where T : JsonModel, new() =>
        Of<T>(fields.Select(field => (field.Name, field.New)));

    public static T Of<T>(IEnumerable<(string Name, object? Value)> fields)
        where T : JsonModel, new() =>
        Read<T>(writer =>
        {
            foreach (var (name, value) in fields)
            {
                writer.WritePropertyName(name);
                writer.WriteValue(value);
            }
        });

    /// <summary>A user as Procore would have it after creating it with these fields.</summary>
    public static CompanyUser NewUser(IEnumerable<FieldChange> fields) => Read<CompanyUser>(writer =>
    {
        writer.WritePropertyName("is_active");
        writer.WriteValue(true);
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name == SyncField.VendorId ? "vendor" : field.Name);
            if (field.Name == SyncField.VendorId)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("id");
                writer.WriteValue(field.New);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteValue(field.New);
            }
        }
    });

    private static T Read<T>(Action<JsonTextWriter> write)
        where T : JsonModel, new()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return ProcoreJson.Deserialize<T>(text.ToString());
    }
}
