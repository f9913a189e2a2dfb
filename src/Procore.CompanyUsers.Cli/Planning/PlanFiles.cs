using System.CommandLine;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>The files that a plan is written to.</summary>
internal sealed class PlanFiles
{
    private readonly Option<string[]> _out = new("--out")
    {
        Description = "Writes the plan to a .json file for 'apply', or its changes to a .csv or .xlsx file; may be repeated. Only you can read the files.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _report = new("--report") { Description = "Writes an HTML page for review and approval, which opens in any browser. Only you can read the file.", HelpName = "PLAN.html" };
    private readonly Option<bool> _force = new("--force") { Description = "Replaces existing files." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _out, _report, _force })
            command.Options.Add(option);
    }

    /// <exception cref="CommandException">A file exists, and may not be replaced.</exception>
    public void RequireNew(ParseResult parse)
    {
        foreach (var path in (parse.GetValue(_out) ?? []).Append(parse.GetValue(_report)).OfType<string>())
            OutputFile.RequireNew(path, parse.GetValue(_force));
    }

    /// <param name="parse">The command line.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="source">The path of the file that it was made from.</param>
    public async Task WriteAsync(ParseResult parse, PlannedFile planned, string source)
    {
        var isForced = parse.GetValue(_force);
        foreach (var path in parse.GetValue(_out) ?? [])
        {
            if (TableWriter.IsWorkbook(path) || Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
                await ChangeTable.WriteAsync(path, isForced, planned).ConfigureAwait(false);
            else
                await OutputFile.WriteTextAsync(path, isForced, planned.Plan.ToJson()).ConfigureAwait(false);
        }
        if (parse.GetValue(_report) is { } report)
            await OutputFile.WriteTextAsync(report, isForced, PlanReport.Of(planned, source)).ConfigureAwait(false);
    }
}
