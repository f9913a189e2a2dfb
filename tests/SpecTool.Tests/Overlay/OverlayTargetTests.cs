using Newtonsoft.Json.Linq;
using SpecTool.Overlay;

namespace SpecTool.Tests;

public sealed class OverlayTargetTests
{
    [TestCase("$.paths[\"/users\"].get", "single quotes")]
    [TestCase("$.items[?(@.name==\"b\")]", "single quotes")]
    [TestCase("$.items[*].name", "write .*")]
    [TestCase("$..[*]", "write .*")]
    [TestCase("$..*", "allowed are")]
    [TestCase("$.items[?length(@.name)==1]", "functions")]
    [TestCase("$.items[?(match(@.name,'b'))]", "functions")]
    [TestCase("$.items.length()", "functions")]
    [TestCase("$.items[-1]", "allowed are")]
    [TestCase("$.items[?(@.name=~/b/)]", "allowed are")]
    [TestCase("$.x-values", "allowed are")]
    [TestCase("items", "starts with $")]
    public void Parse_refuses_targets_that_tools_interpret_differently(string target, string reason) =>
        Assert.That(() => OverlayTarget.Parse(target, "action 3"), Throws.TypeOf<SpecException>().With.Message.Contains(reason).And.Message.Contains("action 3"));

    [Test]
    public void Select_refuses_a_filter_over_an_object()
    {
        var document = JObject.Parse("""{ "items": { "b": { "name": "b" } } }""");
        var target = OverlayTarget.Parse("$.items[?(@.name=='b')]", "action 3");

        Assert.That(() => target.Select(document, "action 3"), Throws.TypeOf<SpecException>().With.Message.Contains("object"));
    }

    [Test]
    public void Select_refuses_a_wildcard_over_an_array()
    {
        var document = JObject.Parse("""{ "items": [{ "name": "b" }] }""");
        var target = OverlayTarget.Parse("$.items.*", "action 3");

        Assert.That(() => target.Select(document, "action 3"), Throws.TypeOf<SpecException>().With.Message.Contains("array"));
    }

    [TestCase("$", 1)]
    [TestCase("$.*", 2)]
    [TestCase("$.other.*", 2)]
    [TestCase("$.items[?(@.name=='filters[b]')]", 1)]
    [TestCase("$.items[?(@.name!='a')].name", 2)]
    [TestCase("$.items[0]", 1)]
    [TestCase("$['other','items']", 2)]
    [TestCase("$..['name']", 4)]
    [TestCase("$..name", 4)]
    [TestCase("$.other['a.b']", 1)]
    [TestCase("$.nothing", 0)]
    public void Select_finds_nodes_that_both_interpretations_find(string target, int count)
    {
        var document = JObject.Parse("""
            {
              "items": [{ "name": "a" }, { "name": "filters[b]" }, { "name": "c" }],
              "other": { "name": "d", "a.b": 1 }
            }
            """);

        Assert.That(OverlayTarget.Parse(target, "action 3").Select(document, "action 3"), Has.Count.EqualTo(count));
    }
}
