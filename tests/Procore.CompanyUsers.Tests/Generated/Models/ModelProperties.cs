using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class ModelProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);
    private static readonly ModelShape User = ModelShape.All.Single(shape => shape.Type == typeof(CompanyUser));

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.WriteCases))]
    public void Serialize_writes_exactly_the_changes_that_are_set(ModelShape model) =>
        Check.One(Often, Prop.ForAll(Arb.From(Objects(model)), json =>
        {
            var changes = model.Create();
            foreach (var property in model.Properties.Where(property => json.ContainsKey(property.JsonName)))
                property.Property.SetValue(changes, Activator.CreateInstance(property.Property.PropertyType, [ValueOf(json[property.JsonName]!)]));

            Assert.That(Json.Parse(ProcoreJson.Serialize(changes)), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
            Assert.That(model.Properties.Where(property => changes.IsGiven(property.Name)).Select(property => property.JsonName), Is.EquivalentTo(json.Properties().Select(property => property.Name)));
        }));

    [Test]
    public void CompanyUser_round_trips_with_unknown_and_null_properties() =>
        Check.One(Often, Prop.ForAll(Arb.From(from known in Objects(User) from unknown in Unknown() select Merged(known, unknown)), json =>
            Assert.That(User.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual))));

    /// <summary>An object of any of a model's properties, each null or with a value.</summary>
    private static Gen<JObject> Objects(ModelShape model) => model.Properties.Aggregate(
        Gen.Constant(new JObject()),
        (objects, property) =>
            from json in objects
            from isThere in Gen.Elements(true, false)
            from value in Gen.Frequency((1, Gen.Constant<JToken>(JValue.CreateNull())), (3, Values(property)))
            select isThere && (property.TakesNull || value.Type != JTokenType.Null) ? With(json, property.JsonName, value) : json);

    private static Gen<JToken> Values(ModelProperty property) =>
        property.ValueType == typeof(string) ? Texts().Select(text => (JToken)text)
        : property.ValueType == typeof(long) ? ArbMap.Default.GeneratorFor<long>().Select(number => (JToken)number)
        : property.ValueType == typeof(int) ? ArbMap.Default.GeneratorFor<int>().Select(number => (JToken)number)
        : property.ValueType == typeof(bool) ? Gen.Elements<JToken>(true, false)
        : property.ValueType == typeof(DateTimeOffset) ? Times()
        : SampleJson.IsOpenEnum(property.ValueType) ? Texts().Select(text => (JToken)text)
        : Gen.Constant(SampleJson.Of(property.ValueType));

    private static Gen<JObject> Unknown() =>
        from names in Few(Texts().Where(name => User.Properties.All(property => property.JsonName != name)))
        from values in Anything(depth: 2).ListOf(names.Count)
        select names.Zip(values).Aggregate(new JObject(), (json, pair) => With(json, pair.First, pair.Second));

    private static Gen<JToken> Anything(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Constant<JToken>(JValue.CreateNull()),
            Gen.Elements<JToken>(true, false),
            Texts().Select(text => (JToken)text),
            Times(),
            ArbMap.Default.GeneratorFor<long>().Select(number => (JToken)number),
            ArbMap.Default.GeneratorFor<BigInteger>().Select(number => (JToken)new JValue(number * long.MaxValue * 2)),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (JToken)number.Item));
        return depth == 0 ? scalars : Gen.OneOf(
            scalars,
            Few(Anything(depth - 1)).Select(items => (JToken)new JArray(items)),
            from names in Few(Texts())
            from values in Anything(depth - 1).ListOf(names.Count)
            select (JToken)names.Zip(values).Aggregate(new JObject(), (json, pair) => With(json, pair.First, pair.Second)));
    }

    /// <summary>As many as stay few when they hold others.</summary>
    private static Gen<List<T>> Few<T>(Gen<T> items) =>
        from count in Gen.Choose(0, 4)
        from few in items.ListOf(count)
        select few.ToList();

    private static Gen<string> Texts() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty),
        Gen.Elements("", " ", "null", "Zoë", "日本", "👷", "\u2028", "a\r\nb", "\"\\", "\0", "2026-11-22", "2026-11-22T08:30:00Z", "/Date(0)/", "$ref", "__proto__"));

    private static Gen<JToken> Times() =>
        from seconds in Gen.Choose(int.MinValue, int.MaxValue)
        from ticks in Gen.Choose(0, 9_999_999)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        let time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(minutes))
        select (JToken)time.ToString(minutes == 0 ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static object? ValueOf(JToken json) => ((JValue)json).Value;

    private static JObject With(JObject json, string name, JToken value)
    {
        var more = (JObject)json.DeepClone();
        more[name] = value;
        return more;
    }

    private static JObject Merged(JObject known, JObject unknown)
    {
        var both = (JObject)known.DeepClone();
        both.Merge(unknown, new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });
        return both;
    }
}
