namespace Procore.DirectorySync.Tests;

internal sealed class ProgressLog : IProgress<DirectoryProgress>
{
    public List<DirectoryProgress> Reports { get; } = [];

    public void Report(DirectoryProgress value) => Reports.Add(value);
}
