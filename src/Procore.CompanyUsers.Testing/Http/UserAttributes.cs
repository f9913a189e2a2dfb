using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// The attributes of a user that a request sends. As in Rails, an attribute that the operation doesn't know is ignored,
/// and a number or a boolean may be sent as text.
/// </summary>
internal sealed class UserAttributes
{
    private readonly JObject _values = [];
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    private readonly JObject _raw = [];

    public UserAttributes(JObject sent, IReadOnlyDictionary<string, string> types, FieldErrors errors)
    {
        foreach (var attribute in sent.Properties())
        {
            if (!types.TryGetValue(attribute.Name, out var type))
                continue;
            _sent.Add(attribute.Name);
            _raw.Add(attribute);
            if (Read(attribute.Value, type) is { } value && !(attribute.Name == "is_active" && value.Type == JTokenType.Null))
                _values.Add(attribute.Name, value);
            else
                errors.Add(attribute.Name, $"is not a valid {type}");
        }
    }

    /// <summary>The known attributes with the values that were sent, valid or not.</summary>
    public JObject Echo() => (JObject)_raw.DeepClone();

    /// <summary>The value that was sent; null if none was sent or it is invalid.</summary>
    public JValue? this[string name] => (JValue?)_values[name];

    /// <summary>Whether the attribute was sent, even with an invalid value.</summary>
    public bool Has(string name) => _sent.Contains(name);

    /// <summary>Ignores an attribute from now on.</summary>
    public void Ignore(string name) => _values.Remove(name);

    /// <summary>Changes exactly the attributes that were sent.</summary>
    public FakeUser Apply(FakeUser user) => UserJson.Populate(user, _values);

    private static JValue? Read(JToken token, string type) => token switch
    {
        JValue { Type: JTokenType.Null } => JValue.CreateNull(),
        JValue value when type == "string" => new JValue(value.ToString(CultureInfo.InvariantCulture)),
        JValue { Value: long number } when type == "integer" => new JValue(number),
        JValue { Value: bool flag } when type == "boolean" => new JValue(flag),
        JValue { Value: string text } => Parse(text, type),
        _ => null,
    };

    private static JValue? Parse(string text, string type) => type switch
    {
        "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        "boolean" when bool.TryParse(text, out var flag) => new JValue(flag),
        _ => null,
    };
}
