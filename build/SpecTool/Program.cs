using System.CommandLine;
using SpecTool.Commands;

namespace SpecTool;

internal static class Program
{
    private const int WrongUsage = 2;

    public static int Main(string[] args)
    {
        try
        {
            var parsed = Root().Parse(args);
            if (parsed.Errors.Count == 0)
                return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

            foreach (var error in parsed.Errors)
                Console.Error.WriteLine($"SpecTool: {error.Message}");
            Console.Error.WriteLine("usage: SpecTool build|verify|intermediate|refresh FILE. Run 'SpecTool COMMAND --help' for the options.");
            return WrongUsage;
        }
        catch (SpecException exception)
        {
            Console.Error.WriteLine($"SpecTool: {exception.Message}");
            return 1;
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            // A shape that no check foresees. The report, which comes first, has been printed as far as it went.
            Console.Error.WriteLine($"SpecTool: the document has a shape that no rule expects: {exception.Message.ReplaceLineEndings(" ")}");
            Console.Error.WriteLine(exception.StackTrace);
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new Option<string?>("--root") { Description = "The repository; by default the one around the current folder.", Recursive = true };
        SpecFolder Folder(ParseResult parsed) => parsed.GetValue(root) is { } folder ? SpecFolder.At(folder) : SpecFolder.Find(Directory.GetCurrentDirectory());

        var build = new Command("build", "Writes openapi/company-users.json, and the table of corrections in openapi/README.md.");
        build.SetAction(parsed => BuildCommand.Run(Folder(parsed)));

        var verify = new Command("verify", "Fails if these files are not what build writes.");
        verify.SetAction(parsed => VerifyCommand.Run(Folder(parsed)));

        var file = new Argument<string>("FILE") { Description = "Procore's document, whole or a slice: OpenAPI 3.0 or 3.1 in JSON." };
        var check = new Option<bool>("--check") { Description = "Writes nothing but the report. Exit code: 0 if nothing would change, 3 if the changes are harmless, 4 if they break callers of the raw clients, 5 if they break callers of ICompanyUsers, 6 if a conflict must be resolved first." };
        var report = new Option<string?>("--report") { Description = "Where to write the report as Markdown." };
        var noBuild = new Option<bool>("--no-build") { Description = "Doesn't generate and compile the clients and the facade after writing." };
        var date = new Option<DateOnly?>("--date") { Description = "The date to record for parts that Procore no longer publishes, such as 2026-11-22. Default: today." };
        var refresh = new Command("refresh", "Takes what Procore publishes now, keeps what it has dropped, and reports what changed.") { file, check, report, date, noBuild };
        refresh.SetAction(parsed => RefreshCommand.Run(
            parsed.GetRequiredValue(file),
            Folder(parsed),
            parsed.GetValue(date) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            parsed.GetValue(report),
            parsed.GetValue(check),
            build: !parsed.GetValue(noBuild)));

        var published = new Option<bool>("--published") { Description = "Prints the document that openapi/overlay-published.json is applied to instead: published and retired." };
        var intermediate = new Command("intermediate", "Prints the document that openapi/overlay.json is applied to, so that an action can be written or tried with another tool.") { published };
        intermediate.SetAction(parsed => IntermediateCommand.Run(Folder(parsed), parsed.GetValue(published)));

        return new RootCommand("Makes openapi/company-users.json of what Procore publishes.") { build, verify, intermediate, refresh, root };
    }
}
