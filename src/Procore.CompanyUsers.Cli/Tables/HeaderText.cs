using System.Text;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Normalizes header cells, so that a header that looks right is right.</summary>
internal static class HeaderText
{
    /// <summary>Removes invisible characters, and turns white space of any kind and length into one space.</summary>
    public static string Of(string cell)
    {
        var text = new StringBuilder(cell.Length);
        foreach (var character in cell)
        {
            if (char.IsWhiteSpace(character))
                text.Append(text.Length > 0 && text[^1] != ' ' ? " " : "");
            else if (!Invisible.IsInvisible(character) && !char.IsControl(character))
                text.Append(character);
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The headers of a file: columns without a name are numbered, and equal names get <c>#1</c>, <c>#2</c> and so on.</summary>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<string> cells)
    {
        var names = cells.Select((cell, index) => Of(cell) is { Length: > 0 } name ? name : FormattableString.Invariant($"column {index + 1}")).ToList();
        var counts = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. names.Select(name => counts[name] == 1 ? name : FormattableString.Invariant($"{name}#{seen[name] = seen.GetValueOrDefault(name) + 1}")),
        ];
    }

    /// <summary>A header without the number that tells it from equal ones.</summary>
    public static string WithoutNumber(string header) =>
        header.LastIndexOf('#') is > 0 and var end && header[(end + 1)..].All(char.IsAsciiDigit) && end < header.Length - 1 ? header[..end] : header;
}
