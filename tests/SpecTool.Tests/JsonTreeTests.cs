using Newtonsoft.Json.Linq;

namespace SpecTool.Tests;

public sealed class JsonTreeTests
{
    [Test]
    public void Below_visits_the_tokens_that_Descendants_visits_in_the_same_order()
    {
        var document = Inputs.Published;

        Assert.That(document.Below<JToken>().SequenceEqual(document.Descendants()), Is.True);
        Assert.That(document.SelfAndBelow<JProperty>().SequenceEqual(document.DescendantsAndSelf().OfType<JProperty>()), Is.True);
        Assert.That(document.SelfAndBelow<JObject>().First(), Is.SameAs(document));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""[[], {}, { "a": [] }]""")]
    public void Below_ends_in_empty_containers(string json)
    {
        var token = (JContainer)JToken.Parse(json);

        Assert.That(token.Below<JToken>().SequenceEqual(token.Descendants()), Is.True);
    }

    [Test]
    public void Below_stays_below_the_token()
    {
        var document = JObject.Parse("""{ "a": { "b": 1 }, "c": 2 }""");

        Assert.That(document["a"]!.Below<JProperty>().Select(property => property.Name), Is.EqualTo(new[] { "b" }));
    }
}
