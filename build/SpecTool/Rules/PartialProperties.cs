using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// Compares the properties of a user that an action of the overlay marks with those that not every response with users has. A mark
/// makes the property an Optional, so that null doesn't pass for a value that is missing. It is set by hand, because it changes the type.
/// </summary>
internal static class PartialProperties
{
    public const string Mark = "x-not-in-every-response";

    private const string User = "CompanyUser";
    private const int Shown = 3;

    /// <summary>An item that a sync didn't save repeats what the caller sent.</summary>
    private const string SyncError = "CompanyUsersSyncError";

    /// <summary>The properties that some responses have and others lack, with the published schemas that lack them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> In(OpenApiDocument document)
    {
        var views = ((document.Json["x-published-views"] as JObject)?.Properties() ?? []).Where(view => view.Name is not SyncError)
            .ToDictionary(view => view.Name, view => view.Value.Values<string>().OfType<string>().ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return views.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => (IReadOnlyList<string>)[.. views.Where(view => !view.Value.Contains(name)).Select(view => view.Key)], StringComparer.Ordinal);
    }

    public static IReadOnlyList<string> Remarks(OpenApiDocument document)
    {
        var missing = In(document);
        return [.. ((document.Schemas[User]?["properties"] as JObject)?.Properties() ?? [])
            .Where(property => missing.ContainsKey(property.Name))
            .Select(property => (property.Name, Missing: missing[property.Name], IsMarked: property.Value[Mark] is not null))
            .Where(property => property.IsMarked != property.Missing.Count > 0)
            .Select(property => property.IsMarked
                ? $"{User}.{property.Name} is in every response now: its mark {Mark} may stay; without it the type is another, so remove the name from that action in the next version that breaks callers"
                : $"{User}.{property.Name} isn't in every response ({string.Join(", ", property.Missing.Take(Shown))}{(property.Missing.Count > Shown ? $" and {property.Missing.Count - Shown} more lack it" : property.Missing.Count == 1 ? " lacks it" : " lack it")}): add the name to the target of the action that sets {Mark} on {User}, so that null doesn't pass for a value that is missing")];
    }
}
