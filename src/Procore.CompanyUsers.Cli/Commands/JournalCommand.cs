using System.CommandLine;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command that records its changes in a journal, so that they can be undone.</summary>
internal abstract class JournalCommand(string name, string description, CommandHost host) : DirectoryCommand(name, description, host)
{
    private const string Variable = "PROCORE_JOURNAL";

    private readonly Option<string?> _journal = new("--journal")
    {
        Description = $"The folder in which runs are recorded for 'undo': files that only you can read. Use one folder for each company. [{Variable}]",
        HelpName = "FOLDER",
    };

    /// <summary>Adds <c>--journal</c> and the options that all commands on a directory have, after the command's own.</summary>
    protected void AddJournalOptions()
    {
        Options.Add(_journal);
        AddCommonOptions();
    }

    /// <exception cref="CommandException">No folder is named.</exception>
    protected DirectoryJournal OpenJournal(Session session)
    {
        var folder = session.Parse.GetValue(_journal) ?? Host.Variable(Variable);
        return string.IsNullOrWhiteSpace(folder)
            ? throw CommandException.WrongUsage($"No journal folder is named, and without one the run couldn't be undone. Pass --journal FOLDER or set {Variable}; use one folder for each company.")
            : new DirectoryJournal(folder);
    }

    /// <exception cref="CommandException">No folder is named.</exception>
    protected PeopleSync OpenSync(Session session) => new(session.Users, OpenJournal(session));
}
