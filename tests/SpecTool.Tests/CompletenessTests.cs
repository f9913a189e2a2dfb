using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>What is published and what was: all of it is in openapi/company-users.json.</summary>
public sealed class CompletenessTests
{
    private static readonly JObject Retired = JsonFile.Read(Inputs.Repository.Retired);
    private static readonly OpenApiDocument Published = OpenApiDocument.Parse(JsonFile.Read(Inputs.Repository.Published), "published.json");
    private static readonly OpenApiDocument Before = Corrected(RetiredParts.Add(OpenApiDocument.Parse(Inputs.CopyOf(Published.Json), "published.json"), Retired));
    private static readonly OpenApiDocument After = OpenApiDocument.Parse(JsonFile.Read(Inputs.Repository.Result), "company-users.json");

    [Test]
    public void Spec_has_every_published_and_every_retired_operation()
    {
        Assert.That(After.Operations.Select(operation => operation.ToString()), Is.EquivalentTo(Before.Operations.Select(operation => operation.ToString())));
        Assert.That(
            After.Operations.Where(operation => operation.Json["deprecated"] is not null && operation.Json["x-retired"] is not null).Select(operation => operation.ToString()),
            Is.EquivalentTo(Before.Operations.Where(operation => RetiredMarks.IsRetired(operation.Json)).Select(operation => operation.ToString())));
    }

    [TestCaseSource(nameof(Operations))]
    public void Spec_has_every_parameter_status_header_and_property(string name)
    {
        var before = Before.Operations.Single(operation => operation.ToString() == name);
        var after = After.Operations.Single(operation => operation.ToString() == name);

        Assert.Multiple(() =>
        {
            // A parameter of any name can't be an argument.
            Assert.That(after.Parameters.Select(Place), Is.SupersetOf(before.Parameters.Where(parameter => parameter["schema"]!["additionalProperties"] is null).Select(Place)));
            Assert.That(after.Responses.SelectMany(Headers), Is.SupersetOf(before.Responses.SelectMany(Headers)));
            foreach (var response in before.Responses.Where(response => Lookup.Of(before) is null || !response.Name.StartsWith('2')))
                Assert.That(Missing(Schema(response.Value), Schema(after.Json["responses"]![response.Name])), Is.Empty, response.Name);
            Assert.That(Missing(Schema(before.Body), Schema(after.Body)), Is.Empty, "body");
        });
    }

    [TestCaseSource(nameof(Lookups))]
    public void Spec_has_just_the_properties_that_a_lookup_names(string name)
    {
        var after = After.Operations.Single(operation => operation.ToString() == name);
        var lookup = Lookup.Of(after)!;
        var model = SchemaReference.Of((JObject)Schema(after.Json["responses"]!["200"])!["items"]!)!;

        Assert.That(model.Name, Is.EqualTo(lookup.Model));
        if (lookup.Properties is { } properties)
            Assert.That(((JObject)After.Schemas[model.Name]!["properties"]!).Properties().Select(property => property.Name), Is.EquivalentTo(properties));
        else
            Assert.That((string?)after.Json["responses"]!["200"]!["x-published-as"], Is.Not.Null);
    }

    [Test]
    public void Spec_lists_the_fields_of_each_view()
    {
        foreach (var view in ((JObject)After.Json["x-published-views"]!).Properties())
            Assert.That(view.Value.Values<string>(), Is.EquivalentTo(PropertiesOf(Published, SchemaReference.To(view.Name)).Keys), view.Name);
    }

    [Test]
    public void Spec_names_the_published_schema_of_each_user_response()
    {
        var views = (JObject)After.Json["x-published-views"]!;
        var users = After.Operations.SelectMany(operation => operation.Successes)
            .Where(response => OpenApiDocument.References(response.Value).Any(reference => reference.Name is "CompanyUser"))
            .Select(response => (string?)response.Value["x-published-as"]);

        Assert.That(users, Is.All.Matches<string?>(name => name is not null && views.ContainsKey(name)));
    }

    /// <summary>The target of an action in openapi/overlay.json lists them. A mark may stay where every response has the property by now.</summary>
    [Test]
    public void Spec_marks_the_properties_that_not_every_response_with_users_has()
    {
        // An item that wasn't saved repeats what the caller sent.
        var responses = ((JObject)After.Json["x-published-views"]!).Properties().Where(response => response.Name != "CompanyUsersSyncError")
            .Select(response => response.Value.Values<string>().ToList()).ToList();

        Assert.That(
            ((JObject)After.Schemas["CompanyUser"]!["properties"]!).Properties().Where(property => property.Value["x-not-in-every-response"] is not null).Select(property => property.Name),
            Is.SupersetOf(responses.SelectMany(names => names).Distinct().Where(name => !responses.TrueForAll(names => names.Contains(name)))),
            "Add them to the action of openapi/overlay.json that sets x-not-in-every-response, as SpecTool says.");
    }

    [Test]
    public void Descriptions_have_no_unused_text() => Assert.That(Build().Warnings.Where(warning => !warning.StartsWith("no text: ", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Spec_marks_descriptions_without_a_text_of_ours() =>
        Assert.That(Texts(After.Json).Any(text => text.StartsWith("As Procore publishes it", StringComparison.Ordinal)), Is.EqualTo(Build().Warnings.Any(warning => warning.StartsWith("no text: ", StringComparison.Ordinal))));

    [Test]
    public void Spec_has_no_published_text()
    {
        var published = Texts(Published.Json).ToHashSet(StringComparer.Ordinal);

        Assert.That(Texts(After.Json).Intersect(published, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void Spec_has_no_narrow_or_fractional_id() => Assert.That(
        After.Json.Descendants().OfType<JObject>()
            .Where(json => json["type"] is JValue { Value: "number" } || (json["type"] is JValue { Value: "integer" } && json["format"] is null))
            .Select(json => json.Path),
        Is.Empty);

    [Test]
    public void Spec_makes_every_property_of_a_response_nullable()
    {
        var answered = After.Reachable(After.Operations.Select(operation => operation.Json["responses"]!));

        Assert.That(
            answered.SelectMany(name => After.Schemas[name]!.SelectTokens("..properties").SelectMany(properties => ((JObject)properties).Properties()))
                .Where(property => !IsNullable(property.Value) && property.Name is not ("id" or "project_id"))
                .Select(property => property.Path),
            Is.Empty);
    }

    [TestCase("CompanyUser", "id")]
    [TestCase("CompanyUserVendor", "id")]
    [TestCase("CompanyUserPermissionTemplate", "id")]
    [TestCase("Project", "id")]
    [TestCase("UserProject", "project_id")]
    [TestCase("Vendor", "id")]
    [TestCase("PermissionTemplate", "id")]
    [TestCase("Trade", "id")]
    [TestCase("WorkClassification", "id")]
    public void Spec_requires_the_id_of_what_responses_return(string model, string id)
    {
        var schema = After.Schemas[model]!;

        Assert.That(schema["required"]!.Values<string>(), Is.EqualTo([id]));
        Assert.That(schema["properties"]![id]!["nullable"], Is.Null);
    }

    [Test]
    public void Spec_has_the_order_of_the_constructor_of_a_new_user()
    {
        Assert.That((string?)After.Schemas["NewCompanyUser"]!["x-constructor"], Is.EqualTo("last_name email_address"));
        Assert.That(After.Schemas["CompanyUserChanges"]!["x-constructor"], Is.Null);
    }

    [Test]
    public void Spec_has_json_bodies_and_updates_without_required_fields()
    {
        var bodies = After.Operations.Select(operation => operation.Body?["content"]).OfType<JObject>().Select(content => content.Properties().Select(media => media.Name).ToArray()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(bodies.Select(body => body[0]), Is.All.EqualTo("application/json"));
            Assert.That(bodies.Count(body => body is [_, "multipart/form-data"]), Is.EqualTo(After.Operations.Count(operation => Schema(operation.Body) is { } body && PropertiesOf(After, body).TryGetValue("user", out var user) && PropertiesOf(After, user).ContainsKey("avatar"))).And.Positive);
            Assert.That(After.Schemas["CompanyUserChanges"]!["required"], Is.Null);
            Assert.That(After.Schemas["NewCompanyUser"]!["required"]!.Values<string>(), Is.EquivalentTo(["last_name", "email_address"]));
            Assert.That(After.Json.SelectTokens("$..is_employee.default"), Is.Empty);
        });
    }

    private static OpenApiDocument Corrected(OpenApiDocument document)
    {
        _ = Inputs.Repository.ReadPublishedOverlay()?.Apply(document.Json).ToList();
        return document;
    }

    private static BuiltSpec Build() => SpecPipeline.Run(Inputs.Repository);

    private static bool IsNullable(JToken schema) =>
        (bool?)schema["nullable"] is true
        || (schema["allOf"] is JArray { Count: 1 } only && IsNullable(After.Resolve(only[0])))
        || (schema["oneOf"] is JArray several && several.Any(IsNullable));

    private static IEnumerable<string> Operations => Before.Operations.Select(operation => operation.ToString());

    private static IEnumerable<string> Lookups => Lookup.All.Select(lookup => $"GET {lookup.Path}");

    private static string Place(JObject parameter) => $"{parameter["in"]} {parameter["name"]}".Replace("procore-company-id", "Procore-Company-Id", StringComparison.Ordinal);

    private static IEnumerable<string> Headers(JProperty response) =>
        ((response.Value["headers"] as JObject)?.Properties() ?? []).Select(header => $"{response.Name} {header.Name}").Append(response.Name);

    private static JObject? Schema(JToken? holder) => (JObject?)Operation.MediaTypes(holder).FirstOrDefault()?["schema"];

    private static IEnumerable<string> Missing(JObject? before, JObject? after)
    {
        if (before is null || Before.Resolve(before) is not { } published || published["additionalProperties"] is not null)
            return [];
        if (after is null)
            return [before.Path];
        var ours = After.Resolve(after);
        if (published["items"] is JObject items)
            return Missing(items, (JObject?)(ours["items"] ?? ours["oneOf"]?[0]!["items"]));

        var known = PropertiesOf(After, ours);
        return PropertiesOf(Before, published).SelectMany(property =>
            known.TryGetValue(property.Key, out var schema) ? Missing(property.Value, schema)
            : known.Count == 0 && ours["additionalProperties"] is JObject values ? Missing(property.Value, values)
            : [property.Value.Path]);
    }

    private static Dictionary<string, JObject> PropertiesOf(OpenApiDocument document, JObject schema)
    {
        var resolved = document.Resolve(schema);
        var own = ((JObject?)resolved["properties"])?.Properties().Select(property => KeyValuePair.Create(property.Name, (JObject)property.Value)) ?? [];
        var parts = (resolved["allOf"] ?? new JArray()).Concat(resolved["oneOf"] ?? new JArray());
        return own.Concat(parts.SelectMany(part => PropertiesOf(document, (JObject)part)))
            .DistinctBy(property => property.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
    }

    // A field may be called `description` too, but then its value isn't a text.
    private static IEnumerable<string> Texts(JObject document) => document.Descendants().OfType<JProperty>()
        .Where(property => property is { Name: "summary" or "description", Value: JValue })
        .Select(property => (string)property.Value!);
}
