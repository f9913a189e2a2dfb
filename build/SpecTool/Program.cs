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
            Console.Error.WriteLine("usage: SpecTool build|verify|refresh FILE; SpecTool COMMAND --help tells more");
            return WrongUsage;
        }
        catch (SpecException exception)
        {
            Console.Error.WriteLine($"SpecTool: {exception.Message}");
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new Option<string?>("--root") { Description = "The repository; by default the one around the current folder.", Recursive = true };
        SpecFolder Folder(ParseResult parsed) => parsed.GetValue(root) is { } folder ? SpecFolder.At(folder) : SpecFolder.Find(Directory.GetCurrentDirectory());

        var build = new Command("build", "Writes openapi/company-users.json, and the table of corrections in openapi/README.md.");
        build.SetAction(parsed => BuildCommand.Run(Folder(parsed)));

        var verify = new Command("verify", "Fails where these are not what build writes.");
        verify.SetAction(parsed => VerifyCommand.Run(Folder(parsed)));

        var file = new Argument<string>("FILE") { Description = "Procore's document, whole or a slice: OpenAPI 3.0 in JSON." };
        var check = new Option<bool>("--check") { Description = "Writes nothing but the report. Ends with 0 where nothing would change, 3 where it is harmless, 4 where it breaks callers of the raw clients, 5 where it breaks callers of ICompanyUsers." };
        var report = new Option<string?>("--report") { Description = "Where to write the report as Markdown." };
        var date = new Option<DateOnly?>("--date") { Description = "The day on which parts that have gone were found gone: 2026-11-22. Today by default." };
        var refresh = new Command("refresh", "Takes what Procore publishes now, keeps what it has dropped, and reports what changed.") { file, check, report, date };
        refresh.SetAction(parsed => RefreshCommand.Run(
            parsed.GetRequiredValue(file),
            Folder(parsed),
            parsed.GetValue(date) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            parsed.GetValue(report),
            parsed.GetValue(check)));

        return new RootCommand("Makes openapi/company-users.json of what Procore publishes.") { build, verify, refresh, root };
    }
}
