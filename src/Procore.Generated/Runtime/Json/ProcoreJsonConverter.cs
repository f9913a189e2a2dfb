using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Models;

/// <summary>
/// Reads and writes the models and open enums with System.Text.Json, as <see cref="ProcoreJson" /> does.
/// </summary>
/// <remarks>
/// The types have it as an attribute, so it need not be registered. It needs no reflection, so it also works with source-generated
/// contexts in trimmed and native programs. Options such as a naming policy don't apply: the names are Procore's.
/// </remarks>
/// <typeparam name="T">The model or open enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProcoreJsonConverter<T> : JsonConverter<T>
{
    /// <inheritdoc />
    /// <exception cref="JsonException">The JSON isn't that of the type. The message holds no value.</exception>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            var value = JsonText.Read<T>(document.RootElement.GetRawText());
            return (value as JsonModel)?.MisfitToSend() is { } misfit ? throw new JsonException(misfit) : value;
        }
        catch (JsonException exception) when (exception.Path is not null)
        {
#pragma warning disable MA0054 // The cause's message may hold a value, which may be personal data.
            throw new JsonException($"The JSON isn't that of a {typeof(T).Name}: it goes wrong at '{exception.Path}'.");
#pragma warning restore MA0054
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (writer is null)
            throw new ArgumentNullException(nameof(writer));
        writer.WriteRawValue(JsonText.Write(value));
    }
}
