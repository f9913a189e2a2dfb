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
        var root = Create(host, arguments);
        ParseResult parse;
        try
        {
            // Without arguments, show the help.
            parse = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
            // A message may suggest another command, and a profile may have options of other commands.
            if (parse.Errors.Count > 0 || parse.Tokens.Any(token => token.Value == Profile.OptionName))
            {
                root = Create(host, []);
                parse = root.Parse(arguments);
            }
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

    /// <summary>The commands by name, in the order of the help.</summary>
    public static IReadOnlyDictionary<string, Func<CommandHost, Command>> Commands { get; } = new OrderedDictionary<string, Func<CommandHost, Command>>(StringComparer.Ordinal)
    {
        ["list"] = host => new ListCommand(host),
        ["show"] = host => new ShowCommand(host),
        ["whoami"] = host => new WhoAmICommand(host),
        ["create"] = host => new CreateCommand(host),
        ["update"] = host => new UpdateCommand(host),
        ["invite"] = host => new InviteCommand(host),
        ["deactivate"] = host => new DeactivateCommand(host),
        ["reactivate"] = host => new ReactivateCommand(host),
        ["offboard"] = host => new OffboardCommand(host),
        ["export"] = host => new ExportCommand(host),
        ["template"] = host => new TemplateCommand(host),
        ["profile"] = host => new ProfileCommand(host),
        ["push"] = host => new PushCommand(host),
        ["plan"] = host => new PlanCommand(host),
        ["apply"] = host => new ApplyCommand(host),
        ["sync"] = host => new SyncCommand(host),
        ["undo"] = host => new UndoCommand(host),
        ["runs"] = host => new RunsCommand(host),
        ["projects"] = host => new ProjectsCommand(host),
        ["staffing"] = host => new StaffingCommand(host),
        ["roles"] = host => new RolesCommand(host),
        ["vendors"] = host => new VendorsCommand(host),
        ["review"] = host => new ReviewCommand(host),
        ["templates"] = host => new TemplatesCommand(host),
        ["doctor"] = host => new DoctorCommand(host),
        ["serve"] = host => new ServeCommand(host),
        ["demo"] = host => new DemoCommand(host),
        ["completion"] = host => new CompletionCommand(host),
    };

    /// <summary>The command that is named, or all of them if the first argument names none. Making all takes longer than most commands.</summary>
    private static RootCommand Create(CommandHost host, string[] arguments)
    {
        var root = new RootCommand(Description);
        if (arguments is ["--version"])
            return root;
        foreach (var create in arguments is [var name, ..] && Commands.TryGetValue(name, out var named) ? [named] : Commands.Values)
            root.Add(create(host));
        return root;
    }

    private static string PathOf(Command command) =>
        command is RootCommand ? string.Empty : string.Concat(command.Parents.OfType<Command>().Select(PathOf)) + command.Name + " ";
}
