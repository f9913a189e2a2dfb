using Newtonsoft.Json.Linq;

namespace SpecTool.Overlay;

/// <summary>One correction: its target, its change and its reason.</summary>
internal sealed class OverlayAction
{
    private readonly string _name;
    private readonly OverlayTarget _target;
    private readonly JToken? _update;

    private OverlayAction(string name, OverlayTarget target, JToken? update)
    {
        _name = name;
        _target = target;
        _update = update;
    }

    public static OverlayAction Parse(JToken action, string place)
    {
        if ((string?)action["target"] is not { } target)
            throw new SpecException($"{place}: no target");
        if ((string?)action["description"] is not { Length: > 0 } reason)
            throw new SpecException($"{place}, {target}: no description: say why");

        var name = $"{place}, {target} ({reason})";
        var remove = (bool?)action["remove"] ?? false;
        if (!remove && action["update"] is null)
            throw new SpecException($"{name}: neither update nor remove");
        return new OverlayAction(name, OverlayTarget.Parse(target, name), remove ? null : action["update"]);
    }

    public override string ToString() => _name;

    /// <summary>False where the target matches nothing.</summary>
    public bool Apply(JObject document)
    {
        var selected = _target.Select(document, _name);
        foreach (var token in selected)
        {
            if (_update is null)
                Remove(token);
            else
                Update(token, _update);
        }

        return selected.Count > 0;
    }

    private void Remove(JToken token)
    {
        switch (token.Parent)
        {
            case JProperty property:
                property.Remove();
                break;
            case JArray:
                token.Remove();
                break;
            default:
                throw new SpecException($"{_name}: would remove the whole document");
        }
    }

    private void Update(JToken token, JToken update)
    {
        switch (token, update)
        {
            case (JObject json, JObject changes):
                Merge(json, changes);
                break;
            case (JArray array, _):
                array.Add(update.DeepClone());
                break;
            default:
                throw new SpecException($"{_name}: an update takes an object or an array, and an object takes an object");
        }
    }

    private static void Merge(JObject json, JObject changes)
    {
        foreach (var change in changes.Properties())
        {
            switch (json[change.Name], change.Value)
            {
                case (JObject inner, JObject innerChanges):
                    Merge(inner, innerChanges);
                    break;
                case (JArray items, JArray added):
                    foreach (var item in added)
                        items.Add(item.DeepClone());
                    break;
                default:
                    json[change.Name] = change.Value.DeepClone();
                    break;
            }
        }
    }
}
