namespace Procore.CompanyUsers.Cli.Csv;

/// <summary>Something that is wrong with a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The header of the column that it is about; null where it is about the row.</param>
/// <param name="Message">What is wrong, and what to do about it.</param>
internal sealed record RowProblem(FileRow Row, string? Column, string Message)
{
    public override string ToString()
    {
        var line = Row.Line == Row.Number ? string.Empty : FormattableString.Invariant($" (line {Row.Line})");
        var column = Column is null ? string.Empty : $", column {Column}";
        return FormattableString.Invariant($"row {Row.Number}{line}{column}: {Message}");
    }
}
