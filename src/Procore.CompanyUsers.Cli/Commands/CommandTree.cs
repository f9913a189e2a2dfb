using System.CommandLine;
using System.CommandLine.Invocation;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>All commands, and how one of them is run.</summary>
internal static class CommandTree
{
    private const string Description = """
        Procore's company directory from the command line.

        Credentials come from environment variables or a file, never from the command line:
          PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET, or PROCORE_ACCESS_TOKEN.

        Exit codes:
          0  all done
          1  some items failed, or the one request did
          2  the command line, the settings or the file can't be right; nothing was sent
          3  no credentials, or Procore doesn't take them
          4  stopped half-way; the messages say what was done and how to go on
          5  a plan does more than it may; nothing was sent
        """;

    public static async Task<ExitCode> RunAsync(string[] arguments)
    {
        var terminal = new Terminal();
        using var interruption = new Interruption();
        var parse = Create(terminal, interruption).Parse(arguments);
        if (parse.Action is ParseErrorAction)
        {
            foreach (var error in parse.Errors)
                terminal.Fail(error.Message);
            terminal.Say($"procore-users {PathOf(parse.CommandResult.Command)}--help says what there is.");
            return ExitCode.WrongUsage;
        }
        try
        {
            // Signals are this program's own to take.
            return (ExitCode)await parse
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Failure.Report(exception, terminal);
        }
    }

    private static RootCommand Create(Terminal terminal, Interruption interruption) => new(Description)
    {
        new ListCommand(terminal, interruption),
        new ShowCommand(terminal, interruption),
        new WhoAmICommand(terminal, interruption),
        new CreateCommand(terminal, interruption),
        new UpdateCommand(terminal, interruption),
        new InviteCommand(terminal, interruption),
        new DeactivateCommand(terminal, interruption),
        new ReactivateCommand(terminal, interruption),
        new ExportCommand(terminal, interruption),
        new TemplateCommand(terminal),
        new PushCommand(terminal, interruption),
        new PlanCommand(terminal, interruption),
        new ApplyCommand(terminal, interruption),
        new SyncCommand(terminal, interruption),
        new UndoCommand(terminal, interruption),
        new ProjectsCommand(terminal, interruption),
        new DoctorCommand(terminal, interruption),
        new ServeCommand(terminal, interruption),
        new DemoCommand(terminal, interruption),
    };

    private static string PathOf(Command command) =>
        command is RootCommand ? string.Empty : string.Concat(command.Parents.OfType<Command>().Select(PathOf)) + command.Name + " ";
}
