using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Any part of a response with an id, a last name and an e-mail address is a user, and every user becomes a CompanyUser.
/// The fields of each published schema are kept: `x-published-as` names the schema at the response, `x-published-views` lists its
/// fields at the root, and `x-published-alternatives` lists the views that a schema has.
/// </summary>
internal sealed class OneUserSchema
{
    private const string User = "CompanyUser";
    private const string SyncError = "CompanyUserSyncError";

    private readonly OpenApiDocument _document;
    private readonly SchemaUnion _union;
    private readonly JObject _views = [];
    private readonly JObject _alternatives = [];
    private readonly Dictionary<JObject, string?> _visited = [];
    private bool _idAlone;

    private OneUserSchema(OpenApiDocument document)
    {
        _document = document;
        _union = new SchemaUnion(document);
    }

    public static void Apply(OpenApiDocument document) => new OneUserSchema(document).Apply();

    private void Apply()
    {
        foreach (var operation in _document.Operations)
        {
            foreach (var success in operation.Successes)
                Visit(operation, (JObject)success.Value);
        }

        if (_idAlone)
            _document.Schemas[User]!["x-id-alone"] = true;
        _document.Json["x-published-views"] = _views;
        _document.Json["x-published-alternatives"] = _alternatives;
    }

    private void Visit(Operation operation, JObject response)
    {
        foreach (var media in Operation.MediaTypes(response))
        {
            if (Visit(media, "schema", operation.Id) is { } published)
                response["x-published-as"] = published;
        }
    }

    /// <summary>Replaces the users at and below a schema; returns the published name of the first.</summary>
    private string? Visit(JObject holder, string member, string inlineName)
    {
        var schema = (JObject)holder[member]!;
        var name = SchemaReference.Of(schema)?.Name ?? inlineName;
        var resolved = _document.Resolve(schema);
        if (IsUser(resolved))
        {
            holder[member] = Merge(name, resolved);
            return name;
        }

        if (_visited.TryGetValue(resolved, out var known))
            return known;
        _visited[resolved] = null;
        return _visited[resolved] = VisitBelow(resolved, name);
    }

    private string? VisitBelow(JObject schema, string name)
    {
        if (schema["items"] is JObject)
            return Visit(schema, "items", name);
        var found = (schema["properties"] as JObject)?.Properties().ToList()
            .Select(property => Visit((JObject)schema["properties"]!, property.Name, $"{name}.{property.Name}"))
            .ToList();
        return found?.Find(published => published is not null);
    }

    private JObject Merge(string name, JObject schema)
    {
        var alternatives = (schema["oneOf"] ?? new JArray()).Select(part => (JObject)part).ToList();
        _idAlone |= alternatives.Exists(IsNumber);
        foreach (var alternative in alternatives.Where(part => !IsNumber(part)))
            Merge(SchemaReference.Of(alternative)?.Name ?? name, _document.Resolve(alternative));
        var views = alternatives.Select(SchemaReference.Of).OfType<SchemaReference>().Select(view => view.Name).ToList();
        if (views.Count > 0)
            _alternatives[name] = new JArray(views);

        _views[name] = new JArray(_document.PropertiesOf(schema).Where(property => !RetiredMarks.IsRetired(property.Value)).Select(property => property.Name));
        return IsSyncError(schema) ? MergeSyncError(name, schema) : MergeUser(name, _document.PropertiesOf(schema));
    }

    private JObject MergeUser(string name, IEnumerable<JProperty> properties)
    {
        _union.Add(User, name, properties);
        return SchemaReference.To(User);
    }

    private JObject MergeSyncError(string name, JObject schema)
    {
        var properties = _document.PropertiesOf(schema).ToLookup(property => property.Name is "errors");
        MergeUser(name, properties[false]);

        var errors = new JObject(new JProperty("errors", _document.Resolve(properties[true].Single().Value).DeepClone()));
        var error = new JObject(new JProperty("allOf", new JArray(
            SchemaReference.To(User),
            new JObject(new JProperty("type", "object"), new JProperty("properties", errors)))));
        if (_document.Schemas[SyncError] is not { } known)
            _document.Schemas[SyncError] = error;
        else if (!SchemaShape.Same(known, error))
            _document.Conflicts[$"{SyncError}.errors"] = new($"errors in {name} has another type than in the schemas before it", [name], Conflict.Published, $"{SyncError}.errors keeps the type of the others", Conflict.ByOverlay);
        return SchemaReference.To(SyncError);
    }

    private bool IsUser(JObject schema)
    {
        if (schema["oneOf"] is JArray alternatives)
        {
            return alternatives.Any(part => IsUser(_document.Resolve(part)))
                && alternatives.All(part => IsNumber(part) || IsUser(_document.Resolve(part)));
        }

        return _document.PropertiesOf(schema).Count(property => property.Name is "id" or "last_name" or "email_address") == 3;
    }

    private bool IsSyncError(JObject schema) => _document.PropertiesOf(schema).Any(property => property.Name is "errors");

    private static bool IsNumber(JToken schema) => (string?)schema["type"] is "number" or "integer";
}
