using Newtonsoft.Json.Linq;
using SpecTool.Overlay;

namespace SpecTool.Tests;

public sealed class OverlayDocumentTests
{
    private const string Document = """
        {
          "a": { "b": { "c": 1, "d": [1, 2] }, "e": "text" },
          "list": [{ "name": "x" }, { "name": "y" }, { "name": "x" }]
        }
        """;

    [Test]
    public void Apply_merges_objects_at_any_depth() =>
        Assert.That(Apply("""{ "target": "$.a", "update": { "b": { "c": 2, "f": null } } }""")["a"],
            Is.EqualTo(JObject.Parse("""{ "b": { "c": 2, "d": [1, 2], "f": null }, "e": "text" }""")).Using<JToken>(JToken.DeepEquals));

    [Test]
    public void Apply_appends_to_an_array_inside_an_object() =>
        Assert.That(Apply("""{ "target": "$.a.b", "update": { "d": [2, 3] } }""").SelectToken("$.a.b.d")!.Values<int>(), Is.EqualTo([1, 2, 2, 3]));

    [Test]
    public void Apply_appends_a_value_to_a_targeted_array() =>
        Assert.That(Apply("""{ "target": "$.a.b.d", "update": 9 }""").SelectToken("$.a.b.d")!.Values<int>(), Is.EqualTo([1, 2, 9]));

    [Test]
    public void Apply_updates_everything_that_the_target_selects() =>
        Assert.That(Apply("""{ "target": "$.list[?(@.name=='x')]", "update": { "seen": true } }""")["list"]!.Select(item => (bool?)item["seen"]),
            Is.EqualTo(new bool?[] { true, null, true }));

    [Test]
    public void Apply_copies_the_update_for_each_target()
    {
        var document = Apply(
            """{ "target": "$.list[?(@.name)]", "update": { "tags": ["new"] } }""",
            """{ "target": "$.list[0].tags", "update": "first" }""");

        Assert.That(document["list"]![1]!["tags"]!.Values<string>(), Is.EqualTo(["new"]));
    }

    [Test]
    public void Apply_removes_members_and_array_items()
    {
        var document = Apply(
            """{ "target": "$.a.b", "remove": true }""",
            """{ "target": "$.list[?(@.name=='x')]", "remove": true }""");

        Assert.That(document, Is.EqualTo(JObject.Parse("""{ "a": { "e": "text" }, "list": [{ "name": "y" }] }""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void Apply_names_an_unused_action_by_number_target_and_reason() =>
        Assert.That(Idle("""{ "target": "$.a", "update": {} }""", """{ "target": "$.gone", "remove": true }"""),
            Is.EqualTo(["overlay.json: action 1, $.gone (because): matches nothing"]));

    [Test]
    public void Apply_names_all_unused_actions() =>
        Assert.That(
            Idle("""{ "target": "$.gone", "remove": true }""", """{ "target": "$.a", "update": {} }""", """{ "target": "$.list[?(@.name=='z')]", "update": {} }"""),
            Is.EqualTo(["overlay.json: action 0, $.gone (because): matches nothing", "overlay.json: action 2, $.list[?(@.name=='z')] (because): matches nothing"]));

    [TestCase("""{ "target": "$.a" }""", "neither update nor remove")]
    [TestCase("""{ "update": {} }""", "no target")]
    [TestCase("""{ "target": "$.a.e", "update": {} }""", "takes an object or an array")]
    [TestCase("""{ "target": "$.a", "update": 1 }""", "takes an object or an array")]
    [TestCase("""{ "target": "$", "remove": true }""", "whole document")]
    public void Apply_refuses_an_invalid_action(string action, string message) =>
        Assert.That(() => Apply(action), Throws.TypeOf<SpecException>().With.Message.Contains(message));

    [Test]
    public void Parse_refuses_an_action_without_a_reason()
    {
        var overlay = JObject.Parse("""{ "overlay": "1.0.0", "info": {}, "actions": [{ "target": "$.a", "remove": true }] }""");

        Assert.That(() => OverlayDocument.Parse(overlay, "overlay.json"), Throws.TypeOf<SpecException>().With.Message.Contains("say why"));
    }

    [TestCase("""{ "overlay": "2.0.0", "info": {}, "actions": [] }""")]
    [TestCase("""{ "info": {}, "actions": [] }""")]
    [TestCase("""{ "overlay": "1.0.0", "info": {} }""")]
    public void Parse_refuses_JSON_that_is_not_an_overlay(string json) =>
        Assert.That(() => OverlayDocument.Parse(JObject.Parse(json), "overlay.json"), Throws.TypeOf<SpecException>().With.Message.StartsWith("overlay.json: "));

    private static JObject Apply(params string[] actions)
    {
        var document = JObject.Parse(Document);
        Overlay(actions).Apply(document);
        return document;
    }

    private static IReadOnlyList<string> Idle(params string[] actions) => Overlay(actions).Apply(JObject.Parse(Document));

    private static OverlayDocument Overlay(string[] actions)
    {
        var reasoned = actions.Select(JObject.Parse).ToList();
        foreach (var action in reasoned)
            action["description"] = "because";
        var overlay = new JObject(new JProperty("overlay", "1.0.0"), new JProperty("info", new JObject()), new JProperty("actions", new JArray(reasoned)));
        return OverlayDocument.Parse(overlay, "overlay.json");
    }
}
