using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>The raw methods keep the order of their arguments, whatever Procore publishes.</summary>
public sealed class KeptNamesTests
{
    private const string Before = "/rest/v1.0/companies/{company_id}/users/{id}";

    [TestCase(Before, "query view, path id, path company_id, query page", "query view, path id, path company_id, query page", TestName = "OrderArguments_keeps_the_order_of_a_path_that_is_the_same")]
    [TestCase("/rest/v1.0/companies/{company_id}/users/{user_id}", "path company_id, path user_id, query page, query view", "query view, path user_id, path company_id, query page", TestName = "OrderArguments_keeps_the_place_of_a_renamed_path_parameter")]
    [TestCase("/rest/v1.0/companies/{id}/users/{user_id}", "path id, path user_id, query page, query view", "query view, path user_id, path id, query page", TestName = "OrderArguments_keeps_the_places_of_two_renamed_path_parameters")]
    [TestCase("/rest/v1.0/companies/{id}/users/{company_id}", "path id, path company_id, query page, query view", "query view, path company_id, path id, query page", TestName = "OrderArguments_keeps_the_places_of_path_parameters_that_swap_names")]
    [TestCase(Before, "query new, path company_id, path id, query page", "path id, path company_id, query page, query new", TestName = "OrderArguments_puts_what_is_new_last")]
    public void OrderArguments_orders(string path, string published, string expected)
    {
        var kept = new KeptNames(JObject.Parse($$"""{ "arguments": { "GET {{Before}}": ["query view", "path id", "path company_id", "query page"] } }"""));
        var document = Document(path, published);

        kept.OrderArguments(document);

        Assert.That(string.Join(", ", document.Operations.Single().Parameters.Select(parameter => $"{parameter["in"]} {parameter["name"]}")), Is.EqualTo(expected));
        Assert.That(kept.With(document, new Dictionary<string, string>())["arguments"]![$"GET {path}"]!.Values<string>(), Is.EqualTo(expected.Split(", ")));
    }

    private static OpenApiDocument Document(string path, string parameters) => Inputs.Document(
        $$"""{ "{{path}}": { "get": { "parameters": [{{string.Join(", ", parameters.Split(", ").Select(parameter => $$"""{ "in": "{{parameter.Split(' ')[0]}}", "name": "{{parameter.Split(' ')[1]}}" }"""))}}] } } }""");
}
