namespace Procore.CompanyUsers.TokenStores.Tests.Documentation;

internal sealed class SampleTests
{
    private static readonly string[] Compiled =
        [.. File.ReadLines(RepositoryRoot.PathTo("tests/Procore.CompanyUsers.TokenStores.Tests/Documentation/Statements.cs")).Select(line => line.Trim())];

    private static IEnumerable<TestCaseData> Samples() => Blocks("docs/tokens.md")
        .Concat(Blocks("src/Procore.CompanyUsers.TokenStores.PostgreSql/README.md"))
        .Concat(Blocks("src/Procore.CompanyUsers.TokenStores.Redis/README.md"))
        .Select((block, index) => new TestCaseData(block).SetArgDisplayNames($"sample {index + 1}"));

    [Test]
    public void Samples_exist_in_the_documentation() => Assert.That(Samples().Count(), Is.GreaterThan(8));

    [TestCaseSource(nameof(Samples))]
    public void Samples_of_the_documentation_are_compiled(string sample)
    {
        foreach (var part in sample.Split("\n\n"))
            Assert.That(string.Join('\n', Compiled), Does.Contain(part));
    }

    private static IEnumerable<string> Blocks(string path)
    {
        List<string>? block = null;
        foreach (var line in File.ReadLines(RepositoryRoot.PathTo(path)).Select(line => line.Trim()))
        {
            if (line == "```csharp")
            {
                block = [];
            }
            else if (line == "```" && block is not null)
            {
                yield return string.Join('\n', block);
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }
    }
}
