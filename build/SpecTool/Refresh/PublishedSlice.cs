using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Refresh;

/// <summary>
/// Our operations, and everything that they refer to, cut out of a document of any size. Texts and extensions stay behind.
/// </summary>
internal sealed partial class PublishedSlice
{
    private static readonly string[] Tags = ["Core/Directory/company-users", "Core/Directory/company-inactive-users"];

    /// <summary>More references into components than a document has, unless one leads to what is around it.</summary>
    private const int MostInlined = 1_000;

    private readonly string _file;
    private readonly JsonSource _source;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _knownInAnyVersion;
    private readonly JObject _head = [];
    private readonly JObject _paths = [];
    private readonly HashSet<string> _tags = new(Tags, StringComparer.Ordinal);
    private readonly Dictionary<ComponentName, JsonSource.Part> _published = [];
    private readonly Dictionary<ComponentName, JObject> _components = [];
    private readonly Dictionary<ComponentName, string> _spelled = [];

    private PublishedSlice(string file, HashSet<string> known)
    {
        _file = file;
        _source = JsonSource.Read(file);
        _known = known;
        _knownInAnyVersion = known.Select(operation => operation.Split(' ')).Where(operation => !IsLookup(operation[1], operation[0].ToLowerInvariant()))
            .Select(operation => Unversioned(operation[1], operation[0])).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="file">The document.</param>
    /// <param name="known">Operations that are ours whatever their tag is today, such as `GET /rest/v1.0/users/{}`.</param>
    public static JObject Cut(string file, IEnumerable<string> known)
    {
        var slice = new PublishedSlice(file, known.ToHashSet(StringComparer.Ordinal));
        slice.ReadOperations();
        slice.ReadComponents();
        var json = slice.ToJson();
        SchemaDialect.Apply(json);
        SpellHeaders(json);
        SliceShape.Check(json, file);
        return json;
    }

    // The names of headers have no case.
    private static void SpellHeaders(JObject json)
    {
        foreach (var parameter in json["paths"]!.OfType<JProperty>().SelectMany(path => path.Value.OfType<JProperty>()).SelectMany(operation => (operation.Value["parameters"] as JArray ?? []).OfType<JObject>()))
        {
            if ($"{parameter["in"]}" is "header" && string.Equals($"{parameter["name"]}", ParameterNames.CompanyHeader, StringComparison.OrdinalIgnoreCase))
                parameter["name"] = ParameterNames.CompanyHeader;
        }
    }

    private void ReadOperations()
    {
        var members = _source.Members(_source.Root).ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        foreach (var name in new[] { "openapi", "info", "servers", "security" }.Where(members.ContainsKey))
            _head[name] = _source.Parse(members[name]);
        if ((string?)(_head["openapi"] as JValue) is not { } version || !members.TryGetValue("paths", out var paths))
            throw new SpecException($"{_file}: not an OpenAPI document, which has `openapi` and `paths`");
        if (!version.StartsWith("3.0.", StringComparison.Ordinal) && !version.StartsWith("3.1.", StringComparison.Ordinal))
            throw new SpecException($"{_file}: OpenAPI {version}, but only 3.0 and 3.1 are read");

        if (members.TryGetValue("components", out var components))
            AddComponents(components);
        var all = _source.Members(paths).Select(Referenced).ToList();
        LearnTags(all);
        foreach (var path in all)
            AddPath(path);
        if (_paths.Count == 0)
            throw new SpecException($"{_file}: holds none of the operations: nothing is tagged {string.Join(" or ", Tags)}, and no path is one of ours");
    }

    /// <summary>A path, or the component of OpenAPI 3.1 that stands for it.</summary>
    private JsonSource.Member Referenced(JsonSource.Member path)
    {
        if (_source.Members(path.Value) is not [{ Name: "$ref" } reference] || _source.Parse(reference.Value) is not JValue { Value: string target })
            return path;
        return _published.TryGetValue(ComponentName.Parse(target, _file), out var item)
            ? new(path.Name, item)
            : throw new SpecException($"{_file}: a $ref leads to {target}, which is not there");
    }

    private void AddPath(JsonSource.Member path)
    {
        var ours = _source.Members(path.Value)
            .Where(member => OpenApiDocument.IsVerb(member.Name) && IsOurs(path.Name, member))
            .Select(member => member.Name)
            .ToList();
        if (ours.Count > 0 && _source.Parse(path.Value) is JObject item)
            _paths[path.Name] = new JObject(ours.Select(verb => WithParametersOf(item, item.Property(verb, StringComparison.Ordinal)!)));
    }

    /// <summary>
    /// A tag that most of its operations share with ours is a new name of a tag of ours, and new operations under it are ours too.
    /// Of the tags of lookups only the lookups are ours.
    /// </summary>
    private void LearnTags(IReadOnlyList<JsonSource.Member> paths)
    {
        var operations = paths
            .SelectMany(path => _source.Members(path.Value).Where(member => OpenApiDocument.IsVerb(member.Name)).Select(member => (IsKnown: IsKnown(path.Name, member.Name) && !IsLookup(path.Name, member.Name), Tags: TagsOf(member))))
            .ToList();
        foreach (var tag in operations.Where(operation => operation.IsKnown).SelectMany(operation => operation.Tags).Distinct(StringComparer.Ordinal))
        {
            var tagged = operations.Where(operation => operation.Tags.Contains(tag, StringComparer.Ordinal)).ToList();
            if (tagged.Count(operation => operation.IsKnown) * 2 >= tagged.Count)
                _tags.Add(tag);
        }
    }

    private bool IsKnown(string path, string verb) => _known.Contains($"{verb.ToUpperInvariant()} {OpenApiDocument.Address(path)}");

    // A newer version is ours whatever its tag is.
    private static string Unversioned(string path, string verb)
    {
        var operation = new Operation(path, verb, []);
        return $"{verb.ToUpperInvariant()} {(operation.HasVersion ? "" : "/")}{OpenApiDocument.Address(string.Join('/', operation.Segments))}";
    }

    private static bool IsLookup(string path, string verb) => Lookup.Of(new Operation(path, verb, [])) is not null;

    private List<string> TagsOf(JsonSource.Member operation) =>
        _source.Members(operation.Value).Where(member => member.Name is "tags").Select(member => _source.Parse(member.Value)).OfType<JArray>()
            .SelectMany(tags => tags.OfType<JValue>()).Select(tag => $"{tag}").ToList();

    private bool IsOurs(string path, JsonSource.Member operation)
    {
        var members = _source.Members(operation.Value);
        var isKnown = IsKnown(path, operation.Name);
        if (isKnown && members.Count == 0)
            throw new SpecException($"{_file}: not as OpenAPI has it: {operation.Name.ToUpperInvariant()} {path} is no object that holds something");
        return isKnown || IsLookup(path, operation.Name) || _knownInAnyVersion.Contains(Unversioned(path, operation.Name)) || TagsOf(operation).Any(_tags.Contains);
    }

    private void AddComponents(JsonSource.Part components)
    {
        foreach (var section in _source.Members(components))
        {
            foreach (var component in _source.Members(section.Value))
                _published[new(section.Name, component.Name)] = component.Value;
        }
    }

    /// <summary>Takes an operation out of its path.</summary>
    private static JProperty WithParametersOf(JObject path, JProperty member)
    {
        var operation = (JObject)member.Value;
        var own = operation["parameters"] as JArray ?? [];
        var shared = (path["parameters"] as JArray ?? [])
            .Where(parameter => !own.Any(other => JToken.DeepEquals(other["name"], parameter["name"]) && JToken.DeepEquals(other["in"], parameter["in"]))).ToList();
        if (shared.Count > 0)
            operation["parameters"] = new JArray(shared.Concat(own));
        if (path["servers"] is { } servers)
            operation["servers"] ??= servers.DeepClone();
        member.Remove();
        return member;
    }

    private void ReadComponents()
    {
        var open = new Stack<JToken>([_paths]);
        while (open.TryPop(out var token))
        {
            Inline(token);
            foreach (var name in References(token).Where(name => !_components.ContainsKey(name)))
            {
                if (!_published.TryGetValue(name, out var part) || _source.Parse(part) is not JObject component)
                    throw new SpecException($"{_file}: a $ref leads to {name}, which is not there");
                _components[name] = component;
                open.Push(component);
            }
        }
    }

    /// <summary>Copies a part of a component to where a `$ref` leads into it: `#/components/schemas/User/properties/zip`.</summary>
    private void Inline(JToken token)
    {
        for (var depth = 0; token.Below<JObject>().FirstOrDefault(json => json["$ref"] is JValue { Value: string reference } && ComponentName.LeadsInside(reference)) is { } json; depth++)
        {
            var reference = (string)json["$ref"]!;
            var parts = reference.Split('/').Skip(2).Select(ComponentName.Decoded).ToList();
            var target = _published.TryGetValue(new(parts[0], parts[1]), out var component) ? _source.Parse(component) : null;
            foreach (var part in parts.Skip(2))
                target = target is JArray items ? items.ElementAtOrDefault(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1) : (target as JObject)?[part];
            if (target is not JObject || depth > MostInlined)
                throw new SpecException($"{_file}: a $ref leads to {reference}, which is {(target is JObject ? "part of itself" : "not there")}");
            json.Replace(target.DeepClone());
        }
    }

    private IEnumerable<ComponentName> References(JToken token) =>
        token.SelfAndBelow<JObject>()
            .Select(json => json["$ref"])
            .OfType<JValue>()
            .Select(reference => ComponentName.Parse((string)reference!, _file));

    private JObject ToJson()
    {
        var json = Slice();
        if (_head["security"] is { } security)
            json["security"] = security;
        var names = json.SelfAndBelow<JProperty>().Where(property => property is { Name: "security", Value: JArray })
            .SelectMany(property => property.Value.OfType<JObject>().SelectMany(requirement => requirement.Properties()))
            .Select(requirement => new ComponentName("securitySchemes", requirement.Name))
            .Where(_published.ContainsKey)
            .Distinct()
            .ToList();
        if (names.Count > 0)
            json["components"]!["securitySchemes"] = new JObject(names.Select(name => new JProperty(name.Name, Plain(_source.Parse(_published[name])))));
        return json;
    }

    private JObject Slice() => new()
    {
        ["openapi"] = $"{_head["openapi"]}".StartsWith("3.1.", StringComparison.Ordinal) ? "3.0.3" : _head["openapi"],
        ["info"] = new JObject { ["title"] = (_head["info"] as JObject)?["title"], ["version"] = (_head["info"] as JObject)?["version"] },
        ["servers"] = new JArray((_head["servers"] ?? new JArray()).OfType<JObject>().Select(server => new JObject { ["url"] = server["url"] })),
        ["tags"] = new JArray(_tags.Where(IsUsed).Union(TagsOfLookups(), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(tag => new JObject { ["name"] = tag })),
        ["paths"] = Plain(_paths, areMembers: true),
        ["components"] = new JObject
        {
            ["schemas"] = new JObject(_components.Where(component => component.Key.IsSchema).Select(component => new JProperty(Spelled(component.Key), Plain(component.Value)))),
        },
    };

    /// <summary>The name of a schema without signs that a `$ref` would have to encode.</summary>
    private string Spelled(ComponentName schema)
    {
        if (_spelled.TryGetValue(schema, out var known))
            return known;
        var name = OddSigns().Replace(schema.Name, "_");
        while (!string.Equals(name, schema.Name, StringComparison.Ordinal) && (_published.ContainsKey(schema with { Name = name }) || _spelled.ContainsValue(name)))
            name += "_";
        return _spelled[schema] = name;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex OddSigns();

    private bool IsUsed(string tag) =>
        Tags.Contains(tag, StringComparer.Ordinal) || _paths.Below<JProperty>().Any(property => property is { Name: "tags", Value: JArray tags } && tags.Any(value => $"{value}" == tag));

    private IEnumerable<string> TagsOfLookups() =>
        from path in _paths.Properties()
        from operation in ((JObject)path.Value).Properties()
        where IsLookup(path.Name, operation.Name)
        from tag in new Operation(path.Name, operation.Name, (JObject)operation.Value).Tags
        select tag;

    /// <summary>The token itself, without what stays behind, or what stands in its place.</summary>
    private JToken Plain(JToken token, bool areMembers = false)
    {
        switch (token)
        {
            case JObject json when Reference(json) is { IsSchema: false } name:
                return Plain(Component(name).DeepClone());
            case JObject json:
                foreach (var property in json.Properties().ToList())
                {
                    if (areMembers)
                        Put(property.Value, Plain(property.Value));
                    else if (IsRemark(property))
                        property.Remove();
                    else
                        MakePlain(property);
                }

                break;
            case JArray array:
                foreach (var item in array.ToList())
                    Put(item, Plain(item));
                break;
        }

        return token;
    }

    private static void Put(JToken token, JToken plain)
    {
        if (plain != token)
            token.Replace(plain);
    }

    /// <summary>The target of a `$ref` to another component than a schema, through all intermediate references.</summary>
    private JObject Component(ComponentName name)
    {
        var seen = new HashSet<ComponentName> { name };
        var component = _components[name];
        while (Reference(component) is { IsSchema: false } next)
        {
            if (!seen.Add(next))
                throw new SpecException($"{_file}: a $ref to {name} leads back to itself");
            component = _components[next];
        }

        return component;
    }

    private void MakePlain(JProperty property)
    {
        switch (property)
        {
            case { Name: "$ref", Value: JValue { Value: string reference } } when ComponentName.Parse(reference, _file) is { IsSchema: true } schema:
                property.Value = SchemaReference.To(Spelled(schema))["$ref"]!;
                break;
            case { Name: "default" or "enum" } when property.Value is not JObject:
                break;
            case { Name: "responses", Value: JObject responses }:
                foreach (var response in responses.Properties().ToList())
                    MakePlainResponse(response);
                break;
            case { Name: "properties" or "content" or "headers" or "paths", Value: JObject }:
                Put(property.Value, Plain(property.Value, areMembers: true));
                break;
            default:
                Put(property.Value, Plain(property.Value));
                break;
        }
    }

    // OpenAPI requires a description of a response; the name of the status is enough.
    private void MakePlainResponse(JProperty response)
    {
        if (Plain(response.Value) is not JObject json)
            throw new SpecException($"{_file}: not as OpenAPI has it: {response.Path} is no object");
        json.AddFirst(new JProperty("description", Phrase(response.Name)));
        Put(response.Value, json);
    }

    private static string Phrase(string status)
    {
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 100 or > 599)
            return status;
        using var response = new HttpResponseMessage((HttpStatusCode)code);
        return response.ReasonPhrase ?? status;
    }

    private ComponentName? Reference(JObject json) => json["$ref"] is JValue { Value: string reference } ? ComponentName.Parse(reference, _file) : null;

    private static bool IsRemark(JProperty property) =>
        property.Name is "summary" or "description" or "title" or "example" or "examples" or "externalDocs" or "callbacks" or "links" or "$defs" or "$comment" or "$id" or "$schema" or "$anchor"
        || property.Name.StartsWith("x-", StringComparison.Ordinal);
}
