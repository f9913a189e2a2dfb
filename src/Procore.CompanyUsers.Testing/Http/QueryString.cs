using System.Globalization;
using System.Net;

namespace Procore.CompanyUsers.Testing;

/// <summary>The parameters of a query, decoded as in a form: a plus sign is a space.</summary>
internal sealed class QueryString(IEnumerable<KeyValuePair<string, string>> parameters)
{
    private readonly List<KeyValuePair<string, string>> _parameters = [.. parameters];

    public QueryString(string query)
        : this(query.TrimStart('?').Split('&').Where(part => part.Length > 0).Select(Decode))
    {
    }

    public string? this[string name] => All(name).LastOrDefault();

    public IEnumerable<string> All(string name) =>
        _parameters.Where(parameter => parameter.Key == name).Select(parameter => parameter.Value);

    /// <summary>The same query for another page.</summary>
    public string ForPage(int page, int perPage)
    {
        var others = _parameters.Where(parameter => parameter.Key is not ("page" or "per_page"))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}&");
        return FormattableString.Invariant($"?{string.Concat(others)}page={page}&per_page={perPage}");
    }

    /// <summary>The same parameters with some values replaced by <c>***</c>.</summary>
    public string Without(IReadOnlyList<string> names) => string.Join("&", _parameters.Select(parameter =>
        $"{Uri.EscapeDataString(parameter.Key)}={(names.Contains(parameter.Key, StringComparer.Ordinal) ? "***" : Uri.EscapeDataString(parameter.Value))}"));

    public int? PositiveInteger(string name)
    {
        if (this[name] is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Refusal.BadParameter(name, "is not a positive integer");
    }

    public bool? Boolean(string name) => this[name] switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Refusal.BadParameter(name, "is neither true nor false"),
    };

    /// <summary>Ids from values that may hold several, separated by commas; null if the parameter isn't given.</summary>
    public IReadOnlyCollection<long>? Ids(string name)
    {
        var values = All(name).ToList();
        return values.Count == 0 ? null : [.. values.SelectMany(value => value.Split(',')).Select(ToId)];

        long ToId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Refusal.BadParameter(name, $"holds '{text}', which is not an id");
    }

    private static KeyValuePair<string, string> Decode(string part)
    {
        var equals = part.IndexOf('=');
        return equals < 0
            ? new(WebUtility.UrlDecode(part), "")
            : new(WebUtility.UrlDecode(part.Substring(0, equals)), WebUtility.UrlDecode(part.Substring(equals + 1)));
    }
}
