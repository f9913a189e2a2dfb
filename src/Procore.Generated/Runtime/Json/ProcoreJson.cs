using Newtonsoft.Json;
using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Writes models as the JSON that Procore takes and gives, and reads them back without loss.
/// </summary>
/// <remarks>
/// The models also read and write themselves in this way with System.Text.Json and Newtonsoft.Json.
/// Thread-safe.
/// </remarks>
public static class ProcoreJson
{
    /// <summary>
    /// The JSON of a model: exactly the properties that were given or set, under Procore's names.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>A JSON object.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model" /> is null.</exception>
    /// <exception cref="ArgumentException">A value in <see cref="JsonModel.AdditionalProperties" /> has no JSON form.</exception>
    public static string Serialize(JsonModel model)
    {
        if (model is null)
            throw new ArgumentNullException(nameof(model));
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            writer.WriteStartObject();
            model.WriteProperties(writer);
            writer.WriteEndObject();
        }
        return text.ToString();
    }

    /// <summary>
    /// The model that a JSON text holds.
    /// </summary>
    /// <typeparam name="T">The model's type.</typeparam>
    /// <param name="json">A JSON object under Procore's names.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json" /> is null.</exception>
    /// <exception cref="FormatException">The text isn't JSON, is cut off, or a property is of another type.</exception>
    public static T Deserialize<T>(string json)
        where T : JsonModel, new()
    {
        if (json is null)
            throw new ArgumentNullException(nameof(json));
        try
        {
            using var reader = JsonText.Open(new StringReader(json));
            var model = reader.Read() ? ModelCodec<T>.Instance.Read(reader) : null;
            JsonText.End(reader);
            return model ?? throw new FormatException($"The text holds no {typeof(T).Name}.");
        }
        catch (JsonException exception)
        {
#pragma warning disable MA0054 // The cause's message may hold a value, which may be somebody's.
            throw new FormatException($"The text isn't the JSON of a {typeof(T).Name}: it goes wrong at '{JsonText.PathOf(exception)}'.");
#pragma warning restore MA0054
        }
    }
}
