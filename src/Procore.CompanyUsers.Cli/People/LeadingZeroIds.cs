namespace Procore.CompanyUsers.Cli.People;

/// <summary>Finds digits-only ids that have lost their leading zeros.</summary>
internal sealed class LeadingZeroIds
{
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _zeroLed = new(StringComparer.Ordinal);

    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    public void Add(string? id)
    {
        if (id is null || !IsDigits(id))
            return;
        if (id[0] == '0')
            _zeroLed.TryAdd(id.TrimStart('0'), id);
        else
            _others.Add(id);
    }

    /// <summary>The id before it lost its leading zeros; null if the id exists as it is, or none matches.</summary>
    public string? Before(string id) => IsDigits(id) && !_others.Contains(id) ? _zeroLed.GetValueOrDefault(id) : null;
}
