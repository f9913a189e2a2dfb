using SpecTool.Comparison;
using SpecTool.Refresh;

namespace SpecTool.Commands;

internal static class RefreshCommand
{
    /// <summary>What `--check` ends with: 0 where nothing would change, else by the worst change.</summary>
    private const int Harmless = 3;
    private const int BreaksRawCallers = 4;
    private const int BreaksCallers = 5;

    public static int Run(string file, SpecFolder folder, DateOnly date, string? markdown, bool check)
    {
        var refreshed = RefreshedSpec.Of(file, folder, date);
        var report = new ChangeReport(refreshed.Changes, refreshed.Built.Warnings);
        var files = refreshed.Files(folder);
        var written = new Dictionary<string, string>(check ? [] : files, StringComparer.Ordinal);
        if (markdown is not null)
            written[markdown] = report.Markdown();
        FileSet.Write(written);
        Console.Out.Write(report.Text());
        return check ? ExitCode(report, files) : 0;
    }

    private static int ExitCode(ChangeReport report, IReadOnlyDictionary<string, string> files) => report.Worst switch
    {
        Severity.BreaksCallers => BreaksCallers,
        Severity.BreaksRawCallers => BreaksRawCallers,
        Severity.Harmless => Harmless,
        _ => files.All(file => File.Exists(file.Key) && string.Equals(File.ReadAllText(file.Key), file.Value, StringComparison.Ordinal)) ? 0 : Harmless,
    };
}
