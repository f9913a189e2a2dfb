using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users export</c></summary>
internal sealed class ExportCommand : DirectoryCommand
{
    private readonly Argument<string> _path = new("FILE") { Description = "The file to write, a CSV file or an Excel workbook (.xlsx). Only you can read it." };
    private readonly QueryOptions _query = new();

    private readonly Option<bool> _excelSafe = new("--excel-safe")
    {
        Description = "Puts an apostrophe before text that a spreadsheet would run as a formula, and a byte order mark so that Excel recognizes UTF-8. Reading the file removes both.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replaces an existing file, once the new one is complete." };

    public ExportCommand(CommandHost host)
        : base("export", "Writes the users of the directory to a file that 'push' and 'sync' can read.", host)
    {
        Arguments.Add(_path);
        Options.Add(_excelSafe);
        Options.Add(_force);
        _query.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var path = session.Parse.GetValue(_path)!;
        var columns = _query.Columns(session.Parse) ?? [.. PersonFields.Writable.Select(PersonFields.ColumnOf)];
        var query = _query.Read(session.Parse);
        var isExcelSafe = session.Parse.GetValue(_excelSafe);
        var count = await OutputFile.WriteAsync(path, session.Parse.GetValue(_force), stream => session.Terminal.ShowProgressAsync("Exporting", report =>
            WriteAsync(session, query, TableWriter.Create(stream, path, [.. columns.Select(column => column.Name)], isExcelSafe), columns, report))).ConfigureAwait(false);
        await session.Rows.WriteOneAsync(Exported.Columns, new Exported(count, path)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<long> WriteAsync(Session session, CompanyUserQuery query, ITableWriter writer, IReadOnlyList<Column<CompanyUser>> columns, Action<long, long?> report)
    {
        await using var disposal = writer.ConfigureAwait(false);
        var count = 0L;
        await foreach (var page in session.Users.ListPagesAsync(query, session.Stop).ConfigureAwait(false))
        {
            foreach (var user in page.Users)
                await writer.WriteAsync(columns.Select(column => ValueText.Of(column.Value(user)))).ConfigureAwait(false);
            report(count += page.Users.Count, page.Total);
            if (page.TotalChanged)
                session.Terminal.Warn("The directory changed during the export, so users may be missing. Export again to be sure.");
        }
        return count;
    }

    private sealed record Exported(long People, string File)
    {
        public static IReadOnlyList<Column<Exported>> Columns { get; } = [new("people", exported => exported.People), new("file", exported => exported.File)];
    }
}
