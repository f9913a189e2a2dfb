using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Models;

/// <summary>
/// The base of all models. Keeps unknown properties, and the difference between a property that is null and one that isn't given.
/// </summary>
/// <remarks>
/// Reading a model from JSON and writing it loses nothing: unknown properties, unknown enum values and nulls are kept.
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
    /// The JSON properties that this version has no property for, by their JSON names, as plain .NET values:
    /// string, long (<see cref="System.Numerics.BigInteger" /> beyond it), double (decimal if a double loses digits), bool, null,
    /// <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>. A number that none of these can hold, such as <c>1e400</c>, is its text.
    /// Properties added here are sent too.
    /// </summary>
    public IDictionary<string, object?> AdditionalProperties =>
        _additionalProperties ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>
    /// The properties whose value doesn't have the documented type and can't be converted without loss: their JSON names and their values as
    /// plain .NET values. Such a property isn't given (see <see cref="IsGiven" />).
    /// </summary>
    /// <remarks>A number can be read from its text, and a text from a number; such properties are given.</remarks>
    public IReadOnlyDictionary<string, object?> UnreadProperties =>
        _unreadProperties ?? (IReadOnlyDictionary<string, object?>)EmptyProperties;

    /// <summary>
    /// Returns whether a property was given, null included: it was in the response, or it was set.
    /// </summary>
    /// <param name="propertyName">The name of the .NET property, as in <c>nameof(CompanyUser.JobTitle)</c>.</param>
    /// <returns>False if the property is null because it wasn't given.</returns>
    /// <exception cref="ArgumentException">The model has no property of that name.</exception>
    public virtual bool IsGiven(string propertyName) =>
        throw new ArgumentException($"{GetType().Name} has no property '{propertyName}'. Use nameof().", nameof(propertyName));

    /// <summary>
    /// Gets the value of a property by its JSON name, including properties that this version doesn't know.
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
    /// Returns the model's type and id without personal data, so it can be logged.
    /// </summary>
    /// <returns>Such as <c>CompanyUser 42</c>; the type's name alone if the model has no id.</returns>
    public override string ToString() => TryGetValue("id", out var id) && id is long number
        ? string.Concat(GetType().Name, " ", number.ToString(CultureInfo.InvariantCulture))
        : GetType().Name;

    /// <summary>Gets a value that has no property, or whose property has another type.</summary>
    internal bool TryGetRaw(string name, out object? value)
    {
        value = null;
        return (_additionalProperties is not null && _additionalProperties.TryGetValue(name, out value))
            || (_unreadProperties is not null && _unreadProperties.TryGetValue(name, out value));
    }

    /// <summary>The values that have no property, or whose property has another type.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> RawProperties() => (_additionalProperties ?? EmptyProperties).Concat(_unreadProperties ?? EmptyProperties);

    internal virtual bool ReadProperty(ref ModelReader reader, string name)
    {
        AdditionalProperties[name] = JsonValue<object?>.Read(ref reader);
        return false;
    }

    /// <summary>Keeps a value that doesn't fit its property.</summary>
    private protected void KeepUnread(ref ModelReader reader, string name, object? raw)
    {
        (_unreadProperties ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = raw;
        reader.ReportUnread(GetType(), name);
    }

    /// <summary>Whether the response has a value that doesn't fit the property. It is filled from no other property then.</summary>
    private protected bool IsUnread(string name) => _unreadProperties?.ContainsKey(name) == true;

    /// <summary>Whether the model is sent to Procore, not received.</summary>
    internal virtual bool IsSent => false;

    /// <summary>
    /// Returns the error of a model that was read from a caller's JSON and is to be sent; null if there is none. Responses are read leniently, but
    /// a request must not change fewer fields than the caller asked for.
    /// </summary>
    internal string? MisfitToSend() => IsSent && _unreadProperties is { Count: > 0 }
        ? $"The value of '{_unreadProperties.Keys.First()}' doesn't have the type that {GetType().Name} has for it."
        : null;

    /// <summary>Reads a number in place of the object, if the model allows one.</summary>
    internal virtual bool ReadIdAlone(ref ModelReader reader) => false;

    /// <summary>Whether writing the model writes nothing.</summary>
    internal virtual bool IsEmpty => _additionalProperties is not { Count: > 0 } && _unreadProperties is not { Count: > 0 };

    /// <summary>The JSON names of all properties.</summary>
    internal virtual IEnumerable<string> JsonNames => [];

    /// <summary>Returns the error of the additional properties; null if there is none.</summary>
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
        new($"AdditionalProperties has '{name}', for which {GetType().Name} has a property. Set that property.", parameter);

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
            writer.WritePropertyName(JsonText.EncodableName(writer, property.Key));
            JsonValue<object?>.Write(writer, property.Value);
        }
    }
}
