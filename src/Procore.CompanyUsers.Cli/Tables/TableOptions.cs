using System.Text;

namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>How a file is read.</summary>
internal sealed record TableOptions
{
    public static TableOptions Default { get; } = new();

    /// <summary>The encoding of a CSV file; null to detect UTF-8 and UTF-16.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The number of rows above the header; null to find the header by its column names.</summary>
    public int? SkippedRows { get; init; }

    /// <summary>The sheet of a workbook; null for the only one that has people.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether white space around cells is removed.</summary>
    public bool Trims { get; init; }

    /// <summary>Texts that are read as a blank cell.</summary>
    public IReadOnlyCollection<string> Blanks { get; init; } = [];

    /// <summary>Whether hidden rows of a workbook are read; otherwise they are an error.</summary>
    public bool IncludesHiddenRows { get; init; }

    /// <exception cref="CommandException">The encoding is unknown.</exception>
    public static Encoding? EncodingOf(string? name) => name?.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        null => null,
        "UTF8" => Encoding.UTF8,
        "UTF16" or "UTF16LE" or "UNICODE" => Encoding.Unicode,
        "UTF16BE" => Encoding.BigEndianUnicode,
        "WINDOWS1252" or "CP1252" or "ANSI" or "LATIN1" or "ISO88591" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        _ => throw CommandException.WrongUsage($"Unknown encoding '{name}'. Use utf-8, utf-16 or windows-1252."),
    };
}
