namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Chooses the format of a file by its name.</summary>
internal static class TableWriter
{
    /// <summary>Whether a path names an Excel workbook.</summary>
    public static bool IsWorkbook(string path) => Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase);

    /// <param name="stream">The stream; closed at the end.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="columns">The column names.</param>
    /// <param name="isExcelSafe">Whether a CSV file keeps a spreadsheet from running formulas; a workbook always does.</param>
    public static ITableWriter Create(Stream stream, string path, IReadOnlyList<string> columns, bool isExcelSafe) =>
        IsWorkbook(path) ? new ExcelTableWriter(stream, columns) : new CsvTableWriter(stream, columns, isExcelSafe);
}
