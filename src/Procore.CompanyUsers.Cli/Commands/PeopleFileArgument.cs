using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The argument and options for a file of people.</summary>
internal sealed class PeopleFileArgument
{
    private readonly Argument<string> _path = new("FILE") { Description = "A CSV file with a header row: UTF-8, separated by commas, semicolons or tabs." };
    private readonly CsvColumnOptions _columns = new();

    private readonly Option<bool> _skipBadRows = new("--skip-bad-rows")
    {
        Description = "Continues without the invalid rows, instead of sending nothing.",
    };

    private readonly Option<bool> _allowLostZeros = new("--allow-lost-zeros")
    {
        Description = "Accepts ids that seem to have lost their leading zeros.",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_path);
        _columns.AddTo(command);
        command.Options.Add(_skipBadRows);
        command.Options.Add(_allowLostZeros);
    }

    /// <summary>Opens the file, checks all of it, and reports every problem.</summary>
    /// <exception cref="CommandException">The file is invalid.</exception>
    public async Task<PeopleFile> OpenAsync(Session session)
    {
        var options = new PeopleFileOptions(_columns.Read(session.Parse), session.Parse.GetValue(_skipBadRows), session.Parse.GetValue(_allowLostZeros));
        var csv = CsvFile.Open(session.Parse.GetValue(_path)!);
        try
        {
            return await PeopleFile.OpenAsync(csv, options, () => LookAsync(session), session.Terminal.Warn).ConfigureAwait(false);
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    private static Task<DirectoryLookup> LookAsync(Session session) =>
        session.Terminal.ShowProgressAsync("Reading the directory", report => DirectoryLookup.ReadAsync(session.Users, report, session.Stop));
}
