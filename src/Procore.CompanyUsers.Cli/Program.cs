using System.CommandLine;
using Procore.CompanyUsers.Cli.Demo;
using Spectre.Console;

var console = AnsiConsole.Create(new AnsiConsoleSettings
{
    Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
});

var demo = new Command("demo", "Shows the library at work on a directory in memory: no account, no network.");
demo.SetAction((_, cancellationToken) => new DemoRun(console).RunAsync(cancellationToken));

return await new RootCommand("Procore's company directory from the command line.") { demo }
    .Parse(args)
    .InvokeAsync()
    .ConfigureAwait(false);
