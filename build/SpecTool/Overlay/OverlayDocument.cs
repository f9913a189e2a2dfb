using Newtonsoft.Json.Linq;

namespace SpecTool.Overlay;

/// <summary>An OpenAPI Overlay 1.0 document: actions that are applied in order.</summary>
internal sealed class OverlayDocument
{
    private readonly List<OverlayAction> _actions;

    private OverlayDocument(List<OverlayAction> actions) => _actions = actions;

    public static OverlayDocument Parse(JObject json, string file)
    {
        if ((string?)json["overlay"] is not { } version || !version.StartsWith("1.0.", StringComparison.Ordinal))
            throw new SpecException($"{file}: not an OpenAPI Overlay 1.0 document (`overlay: 1.0.0`)");
        if (json["info"] is not JObject || json["actions"] is not JArray actions)
            throw new SpecException($"{file}: an overlay has `info` and `actions`");
        return new OverlayDocument([.. actions.Select((action, i) => OverlayAction.Parse(action, $"{file}: action {i}"))]);
    }

    /// <summary>Does all actions; returns those that match nothing, because Procore has fixed what they correct, or moved it.</summary>
    public IReadOnlyList<string> Apply(JObject document) =>
        [.. _actions.Where(action => !action.Apply(document)).Select(action => $"{action}: matches nothing").ToList()];
}
