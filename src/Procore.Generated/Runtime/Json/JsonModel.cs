using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Models;

/// <summary>
/// What all models share: properties that this version doesn't know, and the difference between a property that is null
/// and one that wasn't given.
/// </summary>
/// <remarks>
/// Reading a model from JSON and writing it again loses nothing: unknown properties, unknown values and nulls stay.
/// An instance isn't thread-safe while it is changed.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class JsonModel
{
    private Dictionary<string, object?>? _additionalProperties;
    private Dictionary<string, object?>? _unreadProperties;

    private static readonly Dictionary<string, object?> EmptyProperties = [];

    private protected JsonModel()
    {
    }

    /// <summary>
    /// Properties of the JSON object that this version has no name for, by their JSON names, as plain .NET values:
    /// string, long (<see cref="System.Numerics.BigInteger" /> beyond it), double, bool, null,
    /// <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>. What is added here is sent along.
    /// </summary>
    public IDictionary<string, object?> AdditionalProperties =>
        _additionalProperties ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>
    /// Gets the properties whose value doesn't have the documented type and can't be converted without loss, by their JSON
    /// names, with what stands there as plain .NET values. Such a property isn't given (see <see cref="IsGiven" />).
    /// </summary>
    /// <remarks>A number that Procore documents is also read from its text and the other way round; those are given.</remarks>
    public IReadOnlyDictionary<string, object?> UnreadProperties =>
        _unreadProperties ?? (IReadOnlyDictionary<string, object?>)EmptyProperties;

    /// <summary>
    /// Whether a property was given, be it as null: by the answer that the model was read from, or by setting it.
    /// </summary>
    /// <param name="propertyName">The name of the .NET property, as in <c>nameof(CompanyUser.JobTitle)</c>.</param>
    /// <returns>False where the property is null only because nobody gave it.</returns>
    /// <exception cref="ArgumentException">The model has no property of that name.</exception>
    public virtual bool IsGiven(string propertyName) =>
        throw new ArgumentException($"{GetType().Name} has no property '{propertyName}'. Use nameof().", nameof(propertyName));

    /// <summary>
    /// Gets the value of a property by its JSON name, properties that this version doesn't know included.
    /// </summary>
    /// <param name="name">The name in JSON, such as <c>job_title</c>.</param>
    /// <param name="value">The value; null if it is null or wasn't given.</param>
    /// <returns>Whether the property was given; false if the model has no property of that name.</returns>
    public virtual bool TryGetValue(string name, out object? value)
    {
        value = null;
        return _additionalProperties is not null && _additionalProperties.TryGetValue(name, out value);
    }

    /// <summary>
    /// Names the model's type and its id, without personal data, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>CompanyUser 42</c>; the type's name alone if the model has no id.</returns>
    public override string ToString() => TryGetValue("id", out var id) && id is long number
        ? string.Concat(GetType().Name, " ", number.ToString(CultureInfo.InvariantCulture))
        : GetType().Name;

    /// <summary>Gets what stands under a name for which the model has no property, or a property of another type.</summary>
    internal bool TryGetRaw(string name, out object? value)
    {
        value = null;
        return (_additionalProperties is not null && _additionalProperties.TryGetValue(name, out value))
            || (_unreadProperties is not null && _unreadProperties.TryGetValue(name, out value));
    }

    internal virtual bool ReadProperty(JsonTextReader reader, string name)
    {
        AdditionalProperties[name] = JsonValue<object?>.Read(reader);
        return false;
    }

    /// <summary>Keeps a value that doesn't fit its property.</summary>
    private protected void KeepUnread(JsonTextReader reader, string name, object? raw)
    {
        (_unreadProperties ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = raw;
        (reader as ModelReader)?.ReportUnread(GetType(), name);
    }

    /// <summary>Whether the model is sent to Procore, not received.</summary>
    internal virtual bool IsSent => false;

    /// <summary>
    /// Gets what is wrong with a model that is to be sent and was read from a caller's JSON. An answer is read leniently; a request
    /// with a value of the wrong type must not change fewer fields than the caller asked for.
    /// </summary>
    internal string? MisfitToSend() => IsSent && _unreadProperties is { Count: > 0 }
        ? $"The value of '{_unreadProperties.Keys.First()}' doesn't have the type that {GetType().Name} has for it."
        : null;

    /// <summary>Reads a bare number that stands for the whole object, where the model allows one.</summary>
    internal virtual bool ReadIdAlone(JsonTextReader reader) => false;

    /// <summary>Whether writing the model writes nothing.</summary>
    internal virtual bool IsEmpty => _additionalProperties is not { Count: > 0 } && _unreadProperties is not { Count: > 0 };

    /// <summary>The JSON names of all properties.</summary>
    internal virtual IEnumerable<string> JsonNames => [];

    /// <summary>What is wrong with the additional properties; null where they can be written.</summary>
    internal string? Check()
    {
        if (_additionalProperties is not { Count: > 0 })
            return null;
        try
        {
            ProcoreJson.Serialize(this);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private ArgumentException Taken(string name, string parameter = nameof(AdditionalProperties)) =>
        new($"AdditionalProperties holds '{name}', for which {GetType().Name} has a property. Set that one.", parameter);

    internal virtual void WriteProperties(JsonWriter writer)
    {
        if (_unreadProperties is not null)
        {
            foreach (var property in _unreadProperties)
            {
                if (TryGetValue(property.Key, out _))
                    continue;
                writer.WritePropertyName(property.Key);
                JsonValue<object?>.Write(writer, property.Value);
            }
        }
        if (_additionalProperties is null)
            return;
        foreach (var property in _additionalProperties)
        {
            if (JsonNames.Contains(property.Key, StringComparer.Ordinal))
                throw Taken(property.Key);
            writer.WritePropertyName(property.Key);
            JsonValue<object?>.Write(writer, property.Value);
        }
    }
}
