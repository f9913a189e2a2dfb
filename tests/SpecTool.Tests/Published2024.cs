using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

/// <summary>What Procore published in 2024, put together from what it publishes now and what it has dropped since.</summary>
internal static class Published2024
{
    public static IReadOnlyList<string> OperationsGoneSince { get; } =
    [
        "GET /rest/v1.2/users/{id}",
        "PATCH /rest/v1.0/users/sync", "PATCH /rest/v1.1/users/sync", "PATCH /rest/v1.2/users/sync", "PATCH /rest/v1.3/users/sync",
        "PATCH /rest/v1.0/users/{id}", "PATCH /rest/v1.1/users/{id}", "PATCH /rest/v1.2/users/{id}", "PATCH /rest/v1.3/users/{id}",
        "POST /rest/v1.1/users", "POST /rest/v1.2/users", "POST /rest/v1.3/users",
    ];

    public static IReadOnlyList<string> OperationsNewSince { get; } =
    [
        "GET /rest/v2.0/companies/{company_id}/users/bulk/status/{id}",
        "PATCH /rest/v2.0/companies/{company_id}/users/bulk_remove_project_details",
        "PATCH /rest/v2.0/companies/{company_id}/users/bulk_update_project_details",
        "POST /rest/v2.0/companies/{company_id}/users/bulk_add",
        "POST /rest/v2.0/companies/{company_id}/users/bulk_remove",
    ];

    public static JObject Json()
    {
        var json = RetiredParts.Add(OpenApiDocument.Parse(Inputs.Published, "published.json"), Inputs.Retired).Json;
        foreach (var path in ((JObject)json["paths"]!).Properties().Where(path => path.Name.StartsWith("/rest/v2.0/", StringComparison.Ordinal)).ToList())
            path.Remove();
        foreach (var reference in json.Descendants().OfType<JObject>().Where(part => (string?)part["$ref"] == "#/components/schemas/CompanyUserUpdated"))
            reference["$ref"] = "#/components/schemas/CompanyUser2";
        foreach (var property in json.Descendants().OfType<JProperty>().Where(property => property.Name is "locale" or "last_activated_at").ToList())
            property.Remove();
        ((JProperty)json.SelectToken("$.components.schemas.BulkAddResult200.properties.entities.items.properties")!.Parent!).Remove();
        foreach (var mark in json.Descendants().OfType<JProperty>().Where(property => property.Name is RetiredMarks.Name).ToList())
            mark.Remove();

        var used = OpenApiDocument.Parse(json, "2024").Reachable([json["paths"]!]);
        foreach (var schema in ((JObject)json["components"]!["schemas"]!).Properties().Where(schema => !used.Contains(schema.Name)).ToList())
            schema.Remove();
        return json;
    }

    public static JObject NothingRetired()
    {
        var retired = Inputs.Retired;
        retired["paths"] = new JObject();
        retired["components"] = new JObject { ["schemas"] = new JObject() };
        return retired;
    }
}
