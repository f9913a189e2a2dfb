namespace Procore.CompanyUsers.Testing.Tests.Readme;

internal sealed class ReadmeTests
{
    [Test]
    public void Readme_shows_the_example_that_is_compiled_and_run_here()
    {
        var example = CodeAfter("### Test your integration", "README.md");
        Assert.That(example, Is.Not.Empty);
        Assert.That(Lines("tests/Procore.CompanyUsers.Testing.Tests/Readme/OffboardingTests.cs"), Does.Contain(string.Join("\n", example)));
    }

    private static string[] CodeAfter(string heading, string path) =>
        [.. Lines(path).Split('\n').SkipWhile(line => line != heading).SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")];

    private static string Lines(string path) =>
        string.Join("\n", RepositoryRoot.ReadText(path).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
