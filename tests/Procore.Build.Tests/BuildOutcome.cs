namespace Procore.Build.Tests;

internal sealed record BuildOutcome(int ExitCode, string Output)
{
    /// <summary>The error lines, each once: MSBuild repeats them in its summary.</summary>
    public IReadOnlyList<string> Errors { get; } = Output
        .Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Contains(": error ", StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .ToList();

    public BuildOutcome MustSucceed()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }
}
