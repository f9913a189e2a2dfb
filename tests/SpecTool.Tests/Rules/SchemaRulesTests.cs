using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Tests;

public sealed class SchemaRulesTests
{
    [TestCase("{user_id}")]
    [TestCase("userId")]
    [TestCase("field_name")]
    public void DynamicKeys_makes_a_lone_placeholder_a_map(string placeholder)
    {
        var document = Inputs.Document("{}", $$"""{ "A": { "type": "object", "properties": { "{{placeholder}}": { "type": "string" } } } }""");

        DynamicKeys.Apply(document);

        Assert.That(document.Schemas["A"], Is.EqualTo(JObject.Parse("""{ "type": "object", "additionalProperties": { "type": "string" } }""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void DynamicKeys_leaves_a_placeholder_beside_others()
    {
        var document = Inputs.Document("{}", """{ "A": { "properties": { "userId": {}, "projects": {} } } }""");

        DynamicKeys.Apply(document);

        Assert.That(document.Schemas.SelectToken("A.properties.userId"), Is.Not.Null);
    }

    [TestCase(null, "email last name")]
    [TestCase("name email", "name email last")]
    [TestCase("gone last email", "last email name")]
    public void Constructors_keeps_the_order_of_the_overlay(string? order, string expected)
    {
        var document = Inputs.Document("{}", """{ "New": { "x-write": true, "required": ["name", "email", "last"], "properties": {} } }""");
        document.Schemas["New"]!["x-constructor"] = order;

        Constructors.Apply(document);

        Assert.That((string?)document.Schemas["New"]!["x-constructor"], Is.EqualTo(expected));
    }

    [Test]
    public void OneUserSchema_merges_the_properties_of_all_users()
    {
        var document = Users("""{ "age": { "type": "integer" } }""", """{ "shoe_size": { "type": "integer" } }""");

        Merge(document);

        var user = (JObject)document.Schemas["CompanyUser"]!["properties"]!;
        Assert.That(user.Properties().Select(property => property.Name), Is.EquivalentTo(["id", "last_name", "email_address", "age", "shoe_size"]));
        Assert.That((string?)document.Json.SelectToken("$.paths['/rest/v1.1/users'].get.responses['200'].content['application/json'].schema['$ref']"),
            Is.EqualTo("#/components/schemas/CompanyUser"));
        Assert.That((string?)document.Json.SelectToken("$.paths['/rest/v1.1/users'].get.responses['200'].x-published-as"), Is.EqualTo("New"));
        Assert.That(document.Json["x-published-views"]!["New"]!.Values<string>(), Does.Contain("shoe_size").And.Not.Contain("age"));
    }

    [Test]
    public void OneUserSchema_reports_a_type_that_differs_and_names_both_schemas()
    {
        var document = Users("""{ "age": { "type": "integer" } }""", """{ "age": { "type": "string" } }""");

        Merge(document);

        Assert.That($"{document.Conflicts.Values.Single()}", Does.Contain("age is integer in Old, but string in New").And.Contain("CompanyUser.age is generated as integer"));
    }

    [Test]
    public void OneUserSchema_reads_a_bare_number_as_a_user()
    {
        var document = Users("{}", "{}");
        document.Schemas["Either"] = JObject.Parse("""{ "oneOf": [{ "type": "number" }, { "$ref": "#/components/schemas/Old" }] }""");
        document.Json.SelectToken("$.paths['/rest/v1.1/users'].get.responses['200'].content['application/json']")!["schema"] = SchemaReference.To("Either");

        Merge(document);

        Assert.That((bool?)document.Schemas["CompanyUser"]!["x-id-alone"], Is.True);
        Assert.That(((JObject)document.Json["x-published-views"]!).Properties().Select(view => view.Name), Is.EquivalentTo(["Old", "Either"]));
    }

    [Test]
    public void FormBodies_names_the_parts_of_a_form_with_a_picture()
    {
        var document = Inputs.Document(
            """
            {
              "/users": { "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Body" } } } } } },
              "/users/sync": { "patch": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/SyncBody" } } } } } }
            }
            """,
            """
            {
              "User": {
                "description": "A user.", "type": "object", "required": ["last_name"],
                "properties": { "last_name": { "type": "string", "x-name": "Last" }, "avatar": { "type": "string", "nullable": true, "x-form-only": true } }
              },
              "Body": { "type": "object", "properties": { "user": { "allOf": [{ "$ref": "#/components/schemas/User" }] }, "note": { "type": "string" } } },
              "SyncBody": { "type": "object", "properties": { "updates": { "type": "array", "items": { "$ref": "#/components/schemas/User" } } } }
            }
            """);

        FormBodies.Apply(document);

        Assert.That(document.Schemas["UserForm"], Is.EqualTo(JObject.Parse("""
            {
              "type": "object",
              "description": "A user. As a form, which can have a picture. An empty part clears a field.",
              "properties": { "user[last_name]": { "type": "string" }, "user[avatar]": { "type": "string", "format": "binary" } },
              "required": ["user[last_name]"]
            }
            """)).Using<JToken>(JToken.DeepEquals));
        Assert.That(document.Operations.Select(operation => operation.Body!["content"]!["multipart/form-data"]?["schema"]!["allOf"]![0]!["$ref"]?.ToString()), Is.EqualTo(["#/components/schemas/UserForm", null]));
    }

    [TestCase("ids_only", true)]
    [TestCase("extended", false)]
    public void IdLists_publishes_ids_beside_users_where_a_view_has_them(string view, bool hasIds)
    {
        var document = Inputs.Document(
            $$"""
            { "/rest/v1.3/users": { "get": {
              "parameters": [{ "name": "view", "in": "query", "x-values": ["normal", "{{view}}"] }],
              "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/CompanyUser" } } } } } } } } }
            """,
            """{ "CompanyUser": { "type": "object" } }""");

        IdLists.Apply(document);

        var alternatives = document.Json.SelectTokens("$..['application/json'].schema.oneOf[*]").ToList();
        Assert.That(alternatives.Select(alternative => (string?)(alternative["items"] ?? alternative)["$ref"]), Is.EqualTo(hasIds ? ["#/components/schemas/CompanyUser", "#/components/schemas/CompanyUserIds"] : Array.Empty<string>()));
        Assert.That((int?)document.Schemas["CompanyUserIds"]?["minItems"], Is.EqualTo(hasIds ? 1 : null));
    }

    [Test]
    public void OneUserSchema_retires_a_property_that_no_schema_has()
    {
        var document = Users(
            """{ "fax": { "type": "string", "x-retired": "2026-01-01" }, "telex": { "type": "string", "x-retired": "2026-01-01" } }""",
            """{ "fax": { "type": "string" } }""");

        Merge(document);
        RetiredMarks.Apply(document);

        var user = document.Schemas["CompanyUser"]!["properties"]!;
        Assert.That((bool?)user["telex"]!["deprecated"], Is.True);
        Assert.That(user["fax"]!["deprecated"], Is.Null);
        Assert.That(document.Json["x-published-views"]!["Old"]!.Values<string>(), Does.Not.Contain("fax"));
    }

    [Test]
    public void SchemaNames_reconciles_two_similar_schemas_and_reports_both()
    {
        var document = Inputs.Document(
            """
            {
              "/rest/v1.0/companies/{company_id}/users/bulk_add": { "post": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/One" } } } } } } },
              "/rest/v1.1/companies/{company_id}/users/bulk_add": { "post": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Two" } } } } } } }
            }
            """,
            """{ "One": { "properties": { "a": { "type": "string" } } }, "Two": { "properties": { "a": { "type": "boolean" } } } }""");
        OperationNames.Apply(document);
        PublishedSchemas.Separate(document);

        SchemaNames.Apply(document);

        Assert.That($"{document.Conflicts.Values.Single()}", Does.Contain("One").And.Contain("Two").And.Contain("BulkAddResult"));
        Assert.That(document.Schemas.Properties().Select(schema => schema.Name), Is.EqualTo(["BulkAddResult"]));
    }

    [Test]
    public void SchemaNames_names_inline_schemas()
    {
        var document = Inputs.Document("""
            {
              "/rest/v2.0/companies/{company_id}/users/bulk/status/{id}": { "get": { "responses": { "200": { "content": { "application/json": { "schema":
                { "properties": { "data": { "properties": { "kind": { "type": "string", "enum": ["a"] } } } } } } } } } } }
            }
            """);
        OperationNames.Apply(document);
        PublishedSchemas.Separate(document);

        SchemaNames.Apply(document);

        Assert.That(document.Schemas.Properties().Select(schema => schema.Name), Is.EquivalentTo(["BulkStatusV2", "BulkStatusDataV2", "BulkStatusDataKindV2"]));
    }

    [Test]
    public void NullableProperties_leaves_a_schema_that_is_used_where_null_is_not_allowed()
    {
        var document = Inputs.Document(
            """
            {
              "/rest/v1.0/users": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/User" } } } } } } } },
              "/rest/v1.0/me": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Wrapper" } } } } } } }
            }
            """,
            """
            {
              "User": { "type": "object", "properties": { "vendor": { "$ref": "#/components/schemas/Vendor" } } },
              "Vendor": { "type": "object", "properties": { "name": { "type": "string" } } },
              "Wrapper": { "type": "object", "properties": { "data": { "$ref": "#/components/schemas/User" } } }
            }
            """);

        NullableProperties.Apply(document);

        Assert.Multiple(() =>
        {
            Assert.That(document.Schemas["User"]!["nullable"], Is.Null);
            Assert.That(document.Schemas.SelectToken("Wrapper.properties.data"), Is.EqualTo(JObject.Parse("""{ "oneOf": [{ "$ref": "#/components/schemas/User" }, { "type": "object", "nullable": true, "enum": [null] }] }""")).Using<JToken>(JToken.DeepEquals));
            Assert.That((bool?)document.Schemas["Vendor"]!["nullable"], Is.True, "used as a property only");
            Assert.That(document.Schemas.SelectToken("User.properties.vendor"), Is.EqualTo(JObject.Parse("""{ "allOf": [{ "$ref": "#/components/schemas/Vendor" }] }""")).Using<JToken>(JToken.DeepEquals));
        });
    }

    [Test]
    public void PartialProperties_names_a_property_that_some_responses_lack_and_one_that_none_lacks()
    {
        var document = Inputs.Document("{}", """
            { "CompanyUser": { "properties": { "id": {}, "zip": {}, "locale": { "x-not-in-every-response": true }, "role": { "x-not-in-every-response": true }, "fax": { "x-retired": "2026-01-01" } } } }
            """);
        document.Json["x-published-views"] = JObject.Parse("""{ "List": ["id", "locale", "role"], "Show": ["id", "zip", "locale"], "CompanyUsersSyncError": ["id"] }""");

        Assert.That(PartialProperties.Remarks(document), Is.EqualTo(
        [
            "CompanyUser.zip isn't in every response (List lacks it): add the name to the target of the action that sets x-not-in-every-response on CompanyUser, so that null doesn't pass for a value that is missing",
            "CompanyUser.locale is in every response now: its mark x-not-in-every-response may stay; without it the type is another, so remove the name from that action in the next version that breaks callers",
        ]));
    }

    [Test]
    public void UnusedSchemas_drops_unused_schemas()
    {
        var document = Inputs.Document(
            """{ "/rest/v1.0/users": { "get": { "schema": { "$ref": "#/components/schemas/A" } } } }""",
            """{ "A": { "items": { "$ref": "#/components/schemas/B" } }, "B": {}, "C": { "items": { "$ref": "#/components/schemas/A" } } }""");

        UnusedSchemas.Drop(document);

        Assert.That(document.Schemas.Properties().Select(schema => schema.Name), Is.EqualTo(["A", "B"]));
    }

    private static void Merge(OpenApiDocument document)
    {
        OperationNames.Apply(document);
        PublishedSchemas.Separate(document);
        OneUserSchema.Apply(document);
    }

    private static OpenApiDocument Users(string oldProperties, string newProperties) => Inputs.Document(
        """
        {
          "/rest/v1.0/users": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Old" } } } } } } },
          "/rest/v1.1/users": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/New" } } } } } } }
        }
        """,
        $$"""{ "Old": {{User(oldProperties)}}, "New": {{User(newProperties)}} }""");

    private static JObject User(string more)
    {
        var properties = JObject.Parse("""{ "id": { "type": "integer" }, "last_name": { "type": "string" }, "email_address": { "type": "string" } }""");
        properties.Merge(JObject.Parse(more));
        return new JObject(new JProperty("type", "object"), new JProperty("properties", properties));
    }
}
