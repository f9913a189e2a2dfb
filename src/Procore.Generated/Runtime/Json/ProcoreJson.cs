using Newtonsoft.Json;
using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Writes models as Procore's JSON, and reads them without loss.
/// </summary>
/// <remarks>
/// System.Text.Json and Newtonsoft.Json read and write the models in the same way.
/// Thread-safe.
/// </remarks>
public static class ProcoreJson
{
    /// <summary>
    /// Writes a model as JSON: exactly the properties that were given or set, with Procore's names.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>A JSON object.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model" /> is null.</exception>
    /// <exception cref="ArgumentException">A value in <see cref="JsonModel.AdditionalProperties" /> can't be written as JSON.</exception>
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
    /// Reads a model from JSON.
    /// </summary>
    /// <typeparam name="T">The model's type.</typeparam>
    /// <param name="json">A JSON object with Procore's names.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json" /> is null.</exception>
    /// <exception cref="FormatException">The text isn't JSON, is truncated, or isn't an object.</exception>
    public static T Deserialize<T>(string json)
        where T : JsonModel, new()
    {
        if (json is null)
            throw new ArgumentNullException(nameof(json));
        try
        {
            return JsonText.ReadModel<T>(json) ?? throw new FormatException($"The text has no {typeof(T).Name}.");
        }
        catch (System.Text.Json.JsonException exception)
        {
#pragma warning disable MA0054 // The cause's message can contain a value, which can be personal data.
            throw new FormatException($"The text isn't the JSON of a {typeof(T).Name}: it goes wrong at '{exception.Path}'.");
#pragma warning restore MA0054
        }
    }
}
