using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Suggests the command or option that was probably meant.</summary>
internal static class Suggestions
{
    public static IEnumerable<string> For(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var names = command.Subcommands.Select(known => known.Name).Concat(command.Options.Select(option => option.Name)).ToList();
        foreach (var token in parse.UnmatchedTokens)
        {
            var (start, limit) = (token.Split('=')[0], Math.Max(1, token.Length / 3));
            var close = names.Select(name => (Name: name, Distance: Distance(start, name)))
                .Where(name => name.Distance <= limit || (start.Length > 2 && name.Name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(name => name.Distance).Select(name => $"'{name.Name}'").Take(3).ToList();
            if (close.Count > 0)
                yield return $"Did you mean {string.Join(" or ", close)} instead of '{start}'?";
        }
    }

    /// <summary>The number of letters to insert, delete, replace or exchange.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                var isSame = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
