using SpecTool.Comparison;
using SpecTool.Refresh;

namespace SpecTool.Commands;

internal static class RefreshCommand
{
    /// <summary>The exit codes of `--check`: 0 if nothing would change, else by the worst change.</summary>
    private const int Harmless = 3;
    private const int BreaksRawCallers = 4;
    private const int BreaksCallers = 5;

    /// <summary>Published parts contradict each other: nothing is written, after the report.</summary>
    private const int Conflicting = 6;

    /// <summary>What was written doesn't compile.</summary>
    private const int DoesNotCompile = 7;

    public static int Run(string file, SpecFolder folder, DateOnly date, string? markdown, bool check, bool build)
    {
        var refreshed = RefreshedSpec.Of(file, folder, date);
        try
        {
            refreshed.Build();
        }
        catch (SpecException)
        {
            // The report doesn't depend on the merge, so it is printed whatever else fails.
            Tell(refreshed, markdown);
            throw;
        }

        if (!refreshed.Built!.IsComplete)
        {
            Tell(refreshed, markdown);
            return Conflicting;
        }

        var (report, files) = (refreshed.Report(), refreshed.Files());
        var written = new Dictionary<string, string>(check ? [] : files, StringComparer.Ordinal);
        if (markdown is not null)
            written[markdown] = report.Markdown();
        var exitCode = check ? ExitCode(report, files) : 0;
        FileSet.Write(written);
        Console.Out.Write(report.Text());
        if (check || !build)
            return exitCode;
        return Compilation.Run(folder) ? 0 : DoesNotCompile;
    }

    private static void Tell(RefreshedSpec refreshed, string? markdown)
    {
        var report = refreshed.Report();
        Console.Out.Write(report.Text());
        if (markdown is not null)
            FileSet.Write(new Dictionary<string, string>(StringComparer.Ordinal) { [markdown] = report.Markdown() });
    }

    private static int ExitCode(ChangeReport report, IReadOnlyDictionary<string, string> files) => report.Worst switch
    {
        Severity.BreaksCallers => BreaksCallers,
        Severity.BreaksRawCallers => BreaksRawCallers,
        Severity.Harmless => Harmless,
        _ => files.All(file => File.Exists(file.Key) && string.Equals(File.ReadAllText(file.Key), file.Value, StringComparison.Ordinal)) ? 0 : Harmless,
    };
}
