using System.CommandLine;
using Procore.DirectorySync;
using Procore.Shared;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>The folder in which runs are recorded.</summary>
internal sealed class JournalFolder(CommandHost host)
{
    private const string Variable = "PROCORE_JOURNAL";

    private readonly Option<string?> _folder = new("--journal")
    {
        Description = $"The folder in which runs are recorded for 'undo': files that only you can read. Use one folder for each company. [{Variable}]",
        HelpName = "FOLDER",
    };

    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>Whether a folder is named.</summary>
    public bool IsNamed(ParseResult parse) => !string.IsNullOrWhiteSpace(Find(parse));

    /// <exception cref="CommandException">No folder is named.</exception>
    public DirectoryJournal Open(ParseResult parse) => IsNamed(parse)
        ? new DirectoryJournal(Find(parse)!)
        : throw CommandException.WrongUsage($"No journal folder is named, and without one the run couldn't be undone. Pass --journal FOLDER or set {Variable}; use one folder for each company.");

    /// <summary>Makes sure that a run could be recorded.</summary>
    /// <exception cref="UnauthorizedAccessException">Other users can change the folder.</exception>
    public void Check(ParseResult parse)
    {
        if (Find(parse) is { } folder && Directory.Exists(folder))
            PrivateFiles.CheckFolder(folder);
    }

    /// <summary>The folder's path; null if none is named.</summary>
    public string? Find(ParseResult parse) => parse.GetValue(_folder) ?? host.Variable(Variable);
}
