namespace Procore.CompanyUsers.Cli.People;

/// <summary>Ids made of digits, to find one that has lost its zeros.</summary>
internal sealed class ZeroLedIds
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

    /// <summary>The id that this one was before it lost its zeros; null where it is one itself, or never was.</summary>
    public string? Before(string id) => IsDigits(id) && !_others.Contains(id) ? _zeroLed.GetValueOrDefault(id) : null;
}
