using Newtonsoft.Json;
using Procore.CompanyUsers.Models;

namespace Procore.Generated.Json;

/// <summary>Reads and writes a model or an open enum with Newtonsoft.Json, as <see cref="CompanyUsers.ProcoreJson" /> does.</summary>
internal sealed class NewtonsoftConverter<T> : JsonConverter
{
    public override bool CanConvert(Type objectType) => typeof(T).IsAssignableFrom(objectType) || Nullable.GetUnderlyingType(objectType) == typeof(T);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null && (!typeof(T).IsValueType || objectType != typeof(T)))
            return null;
        if (objectType != typeof(T) && Nullable.GetUnderlyingType(objectType) != typeof(T))
            throw Failure(reader, $"{objectType.Name} derives from {typeof(T).Name}, which is what can be read here.");

        // The text is read again, because the caller's reader may turn texts that look like dates into times.
        var parsing = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            using (var writer = new JsonTextWriter(text))
                writer.WriteToken(reader, writeChildren: true);
            var value = JsonText.Read<T>(text.ToString());
            return (value as JsonModel)?.MisfitToSend() is { } misfit ? throw Failure(reader, misfit) : value;
        }
        catch (System.Text.Json.JsonException exception)
        {
            // The cause's message may hold a value, which may be personal data.
            throw Failure(reader, $"The JSON isn't that of a {typeof(T).Name}: it goes wrong at '{exception.Path}'.");
        }
        finally
        {
            reader.DateParseHandling = parsing;
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case JsonModel model:
                writer.WriteStartObject();
                model.WriteProperties(writer);
                writer.WriteEndObject();
                break;
            default:
                JsonValue<T>.Write(writer, (T)value);
                break;
        }
    }

    private static JsonSerializationException Failure(JsonReader reader, string message) => new(message, reader.Path, 0, 0, null);
}
