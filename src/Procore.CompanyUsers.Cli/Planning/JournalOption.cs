using System.CommandLine;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Where runs are kept for <c>undo</c>.</summary>
internal sealed class JournalOption
{
    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "The folder that keeps what runs change, for undo: files that only you can read, one folder for each company. [PROCORE_JOURNAL]",
        HelpName = "FOLDER",
    };

    public void AddTo(Command command) => command.Options.Add(_journal);

    /// <exception cref="CommandException">There is no folder.</exception>
    public DirectoryJournal Open(ParseResult parse)
    {
        var folder = parse.GetValue(_journal) ?? Environment.GetEnvironmentVariable("PROCORE_JOURNAL");
        return string.IsNullOrWhiteSpace(folder)
            ? throw CommandException.WrongUsage("Where is kept what a run changes, so that it can be put back? Say --journal FOLDER, or set PROCORE_JOURNAL; one folder for each company.")
            : new DirectoryJournal(folder);
    }
}
