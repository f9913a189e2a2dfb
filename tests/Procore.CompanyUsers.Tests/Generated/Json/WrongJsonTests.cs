using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework.Constraints;
using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>Whatever is wrong with a text is a <see cref="FormatException" /> that repeats nothing of it.</summary>
internal sealed class WrongJsonTests
{
    private const string Marker = "4711471147114711";

    private static readonly JToken[] Kinds =
    [
        new JValue($"x{Marker}"), new JValue(4711471147114711), new JValue(4711471147114711.5m), new JValue(true),
        new JObject { ["unknown"] = $"x{Marker}" }, new JArray($"x{Marker}"),
    ];

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.PropertyCases))]
    public void Deserialize_keeps_a_value_of_another_type_as_unread(ModelShape model, ModelProperty property)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var kind in Kinds.Where(kind => !Takes(property.ValueType, kind)))
            {
                var json = new JObject { [property.JsonName] = kind }.ToString(Formatting.None);
                var read = (JsonModel)model.Read(json);
                Assert.That(read.IsGiven(property.Name), Is.False, json);
                Assert.That(read.UnreadProperties.Keys, Is.EqualTo(new[] { property.JsonName }), json);
                Assert.That(JToken.Parse(ProcoreJson.Serialize(read)), Is.EqualTo(JToken.Parse(json)).Using<JToken>(JToken.DeepEquals), json);
            }
        }
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.ModelListCases))]
    public void Deserialize_keeps_a_null_among_models_as_unread(ModelShape model, ModelProperty property)
    {
        var json = new JObject { [property.JsonName] = new JArray(JValue.CreateNull()) }.ToString(Formatting.None);

        var read = (JsonModel)model.Read(json);

        Assert.That(read.IsGiven(property.Name), Is.False);
        Assert.That(ProcoreJson.Serialize(read), Is.EqualTo(json));
    }

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Read_refuses_a_text_that_is_cut_off_anywhere(ModelShape model)
    {
        var sample = model.Sample();
        sample["unknown"] = SampleJson.Unknown();
        var text = sample.ToString(Formatting.None);

        var cuts = Enumerable.Range(0, text.Length).Where(length => !IsInsideWord(text, length)).Select(length => text[..length]);

        Assert.That(cuts.Where(cut => !IsRefused(model, cut)), Is.Empty);
    }

    [TestCase("{}x4711471147114711")]
    [TestCase("{}{}")]
    [TestCase("{},")]
    [TestCase("{} 4711471147114711")]
    [TestCase("[{}]")]
    [TestCase("null")]
    [TestCase("x4711471147114711")]
    [TestCase("<html>4711471147114711</html>")]
    [TestCase("{\"id\":4711471147114711 \"name\":1}")]
    [TestCase("{\"id\":04711471147114711z}")]
    [TestCase("{4711471147114711}")]
    [TestCase("{\"name\":\"\\ux471\"}")]
    [TestCase("{\"name\":new Date(4711471147114711)}")]
    [TestCase("{\"id\":/*4711471147114711*/1.5}")]
    public void Deserialize_refuses_a_text_that_is_not_one_object(string json) =>
        Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(json), RefusesWithoutRepeating());

    [Test]
    public void Deserialize_refuses_endless_nesting()
    {
        var json = "{\"unknown\":" + new string('[', 100_000);

        Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(json), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Deserialize_says_where_the_text_is_wrong() =>
        Assert.That(
            () => ProcoreJson.Deserialize<CompanyUser>("""{"vendor":{"id":010}}"""),
            Throws.TypeOf<FormatException>().With.Message.Contains("CompanyUser").And.Message.Contains("'vendor.id'"));

    [Test]
    public void Read_names_the_expected_type_and_not_the_value() =>
        Assert.That(
            () => JsonText.Read<IReadOnlyList<CompanyUser>>("""["x4711471147114711"]"""),
            Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Not.Contains(Marker));

    [TestCase("")]
    [TestCase("  \n")]
    public void Deserialize_refuses_a_text_without_a_value(string json) =>
        Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(json), Throws.TypeOf<FormatException>());

    [Test]
    public void Deserialize_and_Serialize_refuse_null()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(null!), Throws.ArgumentNullException);
            Assert.That(() => ProcoreJson.Serialize(null!), Throws.ArgumentNullException);
        }
    }

    private static Constraint RefusesWithoutRepeating() => Throws.TypeOf<FormatException>()
        .With.InnerException.Null
        .And.Matches<FormatException>(exception => !exception.ToString().Contains(Marker, StringComparison.Ordinal));

    /// <summary>
    /// Whether a cut is inside a word or a number, after more than one character. The cut after its first character is read the same way: a token
    /// without its end is refused by the reader of .NET, and a shorter number is a number too.
    /// </summary>
    private static bool IsInsideWord(string text, int length) => length > 1 && text[(length - 2)..(length + 1)].All(char.IsAsciiLetterOrDigit);

    private static bool IsRefused(ModelShape model, string json)
    {
        try
        {
            model.Read(json);
            return false;
        }
        catch (FormatException exception) when (exception.GetType() == typeof(FormatException))
        {
            return true;
        }
    }

    private static bool Takes(Type type, JToken kind)
    {
        if (type == typeof(object)) return true;
        if (type == typeof(string) || SampleJson.IsOpenEnum(type)) return kind.Type is JTokenType.String or JTokenType.Integer or JTokenType.Float;
        if (type == typeof(long)) return kind.Type == JTokenType.Integer;
        if (type == typeof(double)) return kind.Type is JTokenType.Integer or JTokenType.Float;
        if (type == typeof(bool)) return kind.Type == JTokenType.Boolean;
        if (typeof(CompanyUser).IsAssignableFrom(type)) return kind.Type is JTokenType.Object or JTokenType.Integer;
        if (type.IsSubclassOf(typeof(JsonModel))) return kind.Type == JTokenType.Object;
        if (!type.IsGenericType) return false;
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? kind is JArray array && Takes(type.GetGenericArguments()[0], array[0])
            : kind is JObject map && Takes(type.GetGenericArguments()[1], map["unknown"]!);
    }
}
