using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Projects;
using Procore.CompanyUsers.Cli.Runs;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command on a file of project assignments.</summary>
internal abstract class ProjectFileCommand : DirectoryCommand
{
    private readonly Argument<string> _path = new("FILE") { Description = "A CSV file with a header row: UTF-8, separated by commas, semicolons or tabs." };
    private readonly CsvColumnOptions _columns = new();
    private readonly Option<bool> _skipBadRows = new("--skip-bad-rows") { Description = "Continues without the invalid rows, instead of sending nothing." };
    private readonly RowSending _run = new();

    protected ProjectFileCommand(string name, string description, CommandHost host)
        : base(name, description, host)
    {
        Arguments.Add(_path);
        _columns.AddTo(this);
        Options.Add(_skipBadRows);
        _run.AddTo(this);
        AddCommonOptions();
    }

    protected abstract IAsyncEnumerable<ProjectOutcome> SendAsync(Session session, IAsyncEnumerable<ProjectAssignment> assignments);

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        using var csv = CsvFile.Open(session.Parse.GetValue(_path)!);
        var file = ProjectFile.Open(csv, _columns.Read(session.Parse), session.Parse.GetValue(_skipBadRows), session.Terminal.Warn);
        return await _run.RunAsync(
            session,
            "Sending",
            (csv.Path, csv.Headers),
            file.Assignments(),
            file.Count,
            file.Skipped(),
            assignments => SendAsync(session, assignments).Select(RowOutcome.Of)).ConfigureAwait(false);
    }
}
