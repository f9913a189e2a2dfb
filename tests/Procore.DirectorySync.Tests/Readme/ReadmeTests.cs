namespace Procore.DirectorySync.Tests.Readme;

internal sealed class ReadmeTests
{
    [Test]
    public void Readme_shows_the_nightly_job_that_is_compiled_here()
    {
        var readme = Lines(File.ReadAllText(Path.Combine(Root(), "README.md")));
        var compiled = Lines(File.ReadAllText(Path.Combine(Root(), "tests/Procore.DirectorySync.Tests/Readme/NightlySync.cs")));
        var job = compiled.SkipWhile(line => !line.StartsWith("var builder", StringComparison.Ordinal)).TakeWhile(line => line != "}");
        Assert.That(string.Join("\n", readme), Does.Contain(string.Join("\n", job)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Root()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "README.md")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
