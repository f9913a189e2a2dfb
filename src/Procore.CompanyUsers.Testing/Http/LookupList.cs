using System.Globalization;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>One list of items that users refer to: filtered, sorted, and written as a page with the documented properties.</summary>
internal sealed class LookupList<T>(AuthorizedRequest request, IEnumerable<T> items, Func<T, long> id)
{
    private readonly HashSet<string> _handled = [];
    private IEnumerable<T> _items = items.OrderBy(id);
    private bool _sorts;

    /// <summary>The view that the request names; null for the normal one.</summary>
    public string? View { get; } = (request.Operation.Takes("view") ? request.Query["view"] : request.Query["serializer_view"]) switch
    {
        null or "normal" or "extended" => null,
        "compact" => "compact",
        var view => throw Refusal.BadParameter("view", $"can't be {view} here"),
    };

    public void Filter(string name, Func<T, string, bool> matches, string? defaultValue = null)
    {
        _handled.Add(name);
        if ((request.Query[name] ?? defaultValue) is { } value)
            _items = _items.Where(item => matches(item, value));
    }

    public void FilterById(string name) => FilterById(name, item => [id(item)]);

    public void FilterById(string name, Func<T, IEnumerable<long>> idsOf)
    {
        _handled.Add(name);
        if (request.Query.Ids(name) is { } ids)
            _items = _items.Where(item => idsOf(item).Any(ids.Contains));
    }

    /// <summary>Marks filters that were applied elsewhere.</summary>
    public void Ignore(params string[] names) => _handled.UnionWith(names);

    public void Sort(params (string Key, Func<T, string?> Text)[] keys)
    {
        _sorts = true;
        if (request.Query["sort"] is not { } sort)
            return;
        var text = keys.FirstOrDefault(key => key.Key == sort.TrimStart('-')).Text ?? throw Refusal.BadParameter("sort", $"can't be {sort} here");
        var descending = sort.StartsWith("-", StringComparison.Ordinal) || request.Query["direction"] == "desc";
        _items = descending
            ? _items.OrderByDescending(text, StringComparer.OrdinalIgnoreCase).ThenBy(id)
            : _items.OrderBy(text, StringComparer.OrdinalIgnoreCase).ThenBy(id);
    }

    public JsonResponse Page(Func<T, string, JsonNode?> valueOf) => Page(item => Write(item, valueOf));

    public JsonResponse Page(Func<T, JsonNode> write)
    {
        var found = Found();
        var page = new Paging(request, found.Count);
        return JsonResponse.Ok(new JsonArray([.. found.Skip(page.Skip).Take(page.PerPage).Select(write)])) with { Headers = page.Headers() };
    }

    /// <summary>All items at once, for lists without pages.</summary>
    public JsonResponse All(Func<T, string, JsonNode?> valueOf) => JsonResponse.Ok(new JsonArray([.. Found().Select(item => Write(item, valueOf))]));

    private List<T> Found()
    {
        var unknown = request.Operation.QueryParameters.FirstOrDefault(name => request.Query[name] != null
            && ((name.StartsWith("filters[", StringComparison.Ordinal) && !_handled.Contains(name) && name is not ("filters[type]" or "filters[assignables_only]"))
                || (name == "sort" && !_sorts)));
        return unknown == null ? [.. _items] : throw Refusal.BadParameter(unknown, "isn't implemented by FakeProcore");
    }

    private JsonObject Write(T item, Func<T, string, JsonNode?> valueOf) => new(request.Operation.ItemFields
        .Where(field => View == null || field is "id" or "name")
        .Select(field => new KeyValuePair<string, JsonNode?>(field, field == "id" ? id(item) : valueOf(item, field))));
}
