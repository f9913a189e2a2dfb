using System.Globalization;
using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// The attributes of a user that a request sends. As in Rails, an attribute that the operation doesn't know is ignored,
/// and a number or a boolean may be sent as text.
/// </summary>
internal sealed class UserAttributes
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> _sent = new(StringComparer.Ordinal);

    public UserAttributes(JsonObject sent, IReadOnlyDictionary<string, string> types, FieldErrors errors)
    {
        foreach (var attribute in sent)
        {
            if (!types.TryGetValue(attribute.Key, out var type))
                continue;
            _sent.Add(attribute.Key, attribute.Value);
            var value = attribute.Value is null ? null : Read(attribute.Value, type);
            if (value is not null || (attribute.Value is null && attribute.Key != "is_active"))
                _values.Add(attribute.Key, value);
            else
                errors.Add(attribute.Key, $"is not a valid {type}");
        }
    }

    /// <summary>The known attributes with the values that were sent, valid or not.</summary>
    public JsonObject Echo() => new(_sent.Select(attribute => new KeyValuePair<string, JsonNode?>(attribute.Key, attribute.Value?.DeepClone())));

    /// <summary>The value that was sent; null if null or none was sent, or it is invalid.</summary>
    public object? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether the attribute was sent, even with an invalid value.</summary>
    public bool Has(string name) => _sent.ContainsKey(name);

    /// <summary>Ignores an attribute from now on.</summary>
    public void Ignore(string name) => _values.Remove(name);

    /// <summary>Changes exactly the attributes that were sent.</summary>
    public FakeUser Apply(FakeUser user) => UserJson.Populate(user, _values);

    private static object? Read(JsonNode sent, string type) => sent is not JsonValue value ? null : (type, JsonTree.ValueOf(value)) switch
    {
        ("string", _) => JsonTree.TextOf(value),
        ("integer", long number) => number,
        ("boolean", bool flag) => flag,
        (_, string text) => Parse(text, type),
        _ => null,
    };

    private static object? Parse(string text, string type) => type switch
    {
        "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        "boolean" when bool.TryParse(text, out var flag) => flag,
        _ => null,
    };
}
