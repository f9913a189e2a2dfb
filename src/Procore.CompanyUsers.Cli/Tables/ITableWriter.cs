namespace Procore.CompanyUsers.Cli.Tables;

/// <summary>Writes a file with a header row, such that reading gives the same text back.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    Task WriteAsync(IEnumerable<string> cells);
}
