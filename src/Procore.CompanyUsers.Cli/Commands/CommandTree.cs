using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using Procore.CompanyUsers.Cli.Profiles;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>All commands, and how one of them is run.</summary>
internal static partial class CommandTree
{
    private const string Description = """
        Procore's company directory from the command line.

        Credentials come from environment variables or a file, never from the command line:
          PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET, or PROCORE_ACCESS_TOKEN.

        Exit codes:
          0  everything was done
          1  some items failed or are in conflict, or the only request failed
          2  the command line, the settings or the file is wrong; nothing was sent
          3  there are no credentials, or Procore rejects them
          4  stopped before the end; the messages say what was done and how to continue
          5  a plan exceeds a limit; nothing was sent
        """;

    public static async Task<ExitCode> RunAsync(CommandHost host, string[] arguments)
    {
        var root = Create(host);
        ParseResult parse;
        try
        {
            // Without arguments, show the help.
            parse = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
            if (Profile.Expand(parse, root, arguments) is { } expanded)
                parse = root.Parse(expanded);
        }
        catch (CommandException exception)
        {
            return Failure.Report(exception, host.Terminal);
        }
        if (parse.Action is ParseErrorAction)
        {
            foreach (var error in parse.Errors)
                host.Terminal.Fail(WithoutTypes(error.Message));
            foreach (var suggestion in Suggestions.For(parse))
                host.Terminal.Fail(suggestion);
            host.Terminal.Fail($"Run 'procore-users {PathOf(parse.CommandResult.Command)}--help' for usage.");
            return ExitCode.WrongUsage;
        }
        try
        {
            // This program handles signals itself.
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = host.Terminal.Output };
            return (ExitCode)await parse.InvokeAsync(invocation, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Failure.Report(exception, host.Terminal);
        }
    }

    /// <summary>Replaces the .NET type in a message by what the option takes.</summary>
    private static string WithoutTypes(string message) => TypeName().Replace(message, match =>
        match.Value.Contains("Boolean", StringComparison.Ordinal) ? ": it takes true or false."
        : match.Value.Contains("Int", StringComparison.Ordinal) ? ": it takes a whole number."
        : ".");

    [GeneratedRegex(@" as expected type '?[^']+'?\.?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TypeName();

    private static RootCommand Create(CommandHost host) => new(Description)
    {
        new ListCommand(host),
        new ShowCommand(host),
        new WhoAmICommand(host),
        new CreateCommand(host),
        new UpdateCommand(host),
        new InviteCommand(host),
        new DeactivateCommand(host),
        new ReactivateCommand(host),
        new OffboardCommand(host),
        new ExportCommand(host),
        new TemplateCommand(host),
        new ProfileCommand(host),
        new PushCommand(host),
        new PlanCommand(host),
        new ApplyCommand(host),
        new SyncCommand(host),
        new UndoCommand(host),
        new RunsCommand(host),
        new ProjectsCommand(host),
        new StaffingCommand(host),
        new RolesCommand(host),
        new VendorsCommand(host),
        new ReviewCommand(host),
        new TemplatesCommand(host),
        new DoctorCommand(host),
        new ServeCommand(host),
        new DemoCommand(host),
        new CompletionCommand(host),
    };

    private static string PathOf(Command command) =>
        command is RootCommand ? string.Empty : string.Concat(command.Parents.OfType<Command>().Select(PathOf)) + command.Name + " ";
}
