using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Problems that are known and accepted, so that exit code 1 means a new one.</summary>
internal sealed class ExpectedProblems
{
    private readonly Option<string?> _file = new("--expect")
    {
        Description = "A file of known problems, one key per line, as the messages print them. These don't count for the exit code.",
        HelpName = "FILE",
    };

    private HashSet<string> _keys = new(StringComparer.Ordinal);

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <exception cref="CommandException">The file can't be read.</exception>
    public ExpectedProblems Read(ParseResult parse)
    {
        if (parse.GetValue(_file) is not { } path)
            return this;
        try
        {
            _keys = new(File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)), StringComparer.Ordinal);
            return this;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.WrongUsage($"The file of --expect can't be read: {exception.Message}");
        }
    }

    public bool Has(DirectoryProblem problem) => _keys.Contains(problem.Key);

    /// <summary>Lists keys that no problem has: they are solved, or mistyped.</summary>
    /// <param name="problems">All problems of the plan or run.</param>
    /// <param name="say">Receives each line.</param>
    public void SayUnmet(IEnumerable<DirectoryProblem> problems, Action<string> say)
    {
        foreach (var key in _keys.Except(problems.Select(problem => problem.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
            say(Printable.Line($"--expect names a problem that doesn't occur: {key}. If it is solved, delete the line."));
    }

    /// <summary>The exit code of a plan: an unexpected problem is a failure.</summary>
    public ExitCode CodeOf(PlannedFile planned) => CodeOf(planned, planned.Plan.IsComplete, planned.Plan.Problems);

    /// <summary>The exit code of a run: an unexpected problem is a failure.</summary>
    public ExitCode CodeOf(PlannedFile planned, DirectoryRun run) => CodeOf(planned, run.IsComplete, run.Problems);

    // Skipped rows and a journal without its last record have no key, so they can't be expected.
    private ExitCode CodeOf(PlannedFile planned, bool isComplete, IReadOnlyList<DirectoryProblem> problems) =>
        planned.SkippedRows == 0 && !planned.Plan.IsJournalCutOff && (isComplete || problems.Count > 0) && problems.All(Has) ? ExitCode.Done : ExitCode.SomeFailed;
}
