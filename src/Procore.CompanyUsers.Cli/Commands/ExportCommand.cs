using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users export</c></summary>
internal sealed class ExportCommand : DirectoryCommand
{
    private readonly Argument<string> _path = new("FILE") { Description = "The CSV file to write; one that is there is replaced when the new one is whole." };
    private readonly QueryOptions _query = new();

    private readonly Option<bool> _excelSafe = new("--excel-safe")
    {
        Description = "Puts an apostrophe ahead of what a spreadsheet would run as a formula, and a mark by which Excel knows UTF-8. reading undoes both.",
    };

    public ExportCommand(Terminal terminal, Interruption interruption)
        : base("export", "Writes the people of the directory to a CSV file that push and sync read back.", terminal, interruption)
    {
        Arguments.Add(_path);
        Options.Add(_excelSafe);
        _query.AddTo(this);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var path = session.Parse.GetValue(_path)!;
        var columns = _query.Columns(session.Parse) ?? [.. PersonFields.Writable.Select(PersonFields.ColumnOf)];
        var query = _query.Read(session.Parse);
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            var count = await session.Terminal.ShowProgressAsync("Exporting", report => WriteAsync(session, query, unfinished, columns, report)).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
            await session.Rows.WriteOneAsync(Exported.Columns, new Exported(count, path)).ConfigureAwait(false);
            return ExitCode.Done;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task<long> WriteAsync(Session session, CompanyUserQuery query, string path, IReadOnlyList<Column<CompanyUser>> columns, Action<long, long?> report)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var writer = new TableWriter(stream, [.. columns.Select(column => column.Name)], session.Parse.GetValue(_excelSafe));
        await using var disposal = writer.ConfigureAwait(false);
        var count = 0L;
        await foreach (var page in session.Users.ListPagesAsync(query, session.Stop).ConfigureAwait(false))
        {
            foreach (var user in page.Users)
                await writer.WriteAsync(columns.Select(column => ValueText.Of(column.Value(user)))).ConfigureAwait(false);
            report(count += page.Users.Count, page.Total);
            if (page.TotalChanged)
                session.Terminal.Warn("The directory changed while it was read: somebody may be missing. Export again to be sure.");
        }
        return count;
    }

    private sealed record Exported(long People, string File)
    {
        public static IReadOnlyList<Column<Exported>> Columns { get; } = [new("people", exported => exported.People), new("file", exported => exported.File)];
    }
}
