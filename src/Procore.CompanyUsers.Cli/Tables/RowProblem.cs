namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>A problem with a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The header of the column with the problem; null if it concerns the whole row.</param>
/// <param name="Message">The problem, and how to fix it.</param>
internal sealed record RowProblem(FileRow Row, string? Column, string Message)
{
    /// <summary>The message where two cells of a row name different things.</summary>
    /// <param name="what">What they name, such as a user.</param>
    /// <param name="column">The header of the other cell's column.</param>
    public static string NamesAnother(string what, string column) => $"names another {what} than the column {column}. Correct one of the two, or leave one blank.";

    public override string ToString()
    {
        var line = Row.Line == Row.Number ? string.Empty : FormattableString.Invariant($" (line {Row.Line})");
        var column = Column is null ? string.Empty : $", column {Column}";
        return FormattableString.Invariant($"row {Row.Number}{line}{column}: {Message}");
    }
}
