using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Lets the serializer, which the generated clients call for a request's body, write models as they write themselves.</summary>
internal sealed class JsonModelConverter : JsonConverter<JsonModel>
{
    public override bool CanRead => false;

    public override JsonModel ReadJson(JsonReader reader, Type objectType, JsonModel? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        throw new NotSupportedException("Models are read by JsonValue.");

    public override void WriteJson(JsonWriter writer, JsonModel? value, JsonSerializer serializer)
    {
        writer.WriteStartObject();
        value!.WriteProperties(writer);
        writer.WriteEndObject();
    }
}
