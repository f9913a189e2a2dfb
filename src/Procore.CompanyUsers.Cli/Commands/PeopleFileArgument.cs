using System.CommandLine;
using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A file of people, and how to read it.</summary>
internal sealed class PeopleFileArgument
{
    private readonly Argument<string> _path = new("FILE") { Description = "A CSV file with a header; UTF-8, with commas, semicolons or tabs." };
    private readonly CsvColumnOptions _columns = new();

    private readonly Option<bool> _skipBadRows = new("--skip-bad-rows")
    {
        Description = "Goes on without the rows that can't be right, instead of sending nothing until the file is whole.",
    };

    private readonly Option<bool> _allowLostZeros = new("--allow-lost-zeros")
    {
        Description = "Takes ids as they are that seem to have lost the zeros ahead.",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_path);
        _columns.AddTo(command);
        command.Options.Add(_skipBadRows);
        command.Options.Add(_allowLostZeros);
    }

    /// <summary>Opens the file, checks all of it, and says what is wrong.</summary>
    /// <exception cref="CommandException">The file can't be right.</exception>
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

    private static Task<SeenDirectory> LookAsync(Session session) =>
        session.Terminal.ShowProgressAsync("Looking at the directory", report => SeenDirectory.ReadAsync(session.Users, report, session.Stop));
}
