using Procore.CompanyUsers.ContractTests;

namespace Procore.CompanyUsers.Testing.Tests.TokenSamples;

internal sealed class SampleTests
{
    private static IEnumerable<TestCaseData> Samples() => Blocks("docs/tokens.md").Select((block, index) => new TestCaseData(block).SetArgDisplayNames($"sample {index + 1}"));

    [Test]
    public void There_are_samples() => Assert.That(Samples(), Is.Not.Empty);

    [TestCaseSource(nameof(Samples))]
    public void Each_sample_of_the_documentation_is_compiled_here(string sample)
    {
        var compiled = Directory.GetFiles(RepositoryRoot.PathTo("tests/Procore.CompanyUsers.Testing.Tests/TokenSamples"), "*.cs").Select(file => string.Join('\n', Trimmed(File.ReadLines(file)))).ToList();

        foreach (var part in sample.Split("\n\n"))
            Assert.That(compiled, Has.Some.Contains(part));
    }

    /// <summary>A type as a whole; statements in parts, as their empty lines have it.</summary>
    private static IEnumerable<string> Blocks(string path)
    {
        List<string>? block = null;
        foreach (var line in File.ReadLines(RepositoryRoot.PathTo(path)))
        {
            if (line == "```csharp")
            {
                block = [];
            }
            else if (line == "```" && block is not null)
            {
                var isType = block[0].StartsWith("public sealed class", StringComparison.Ordinal);
                yield return string.Join('\n', isType ? Trimmed(block) : block.Select(part => part.Trim()));
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }
    }

    private static IEnumerable<string> Trimmed(IEnumerable<string> lines) => lines.Select(line => line.Trim()).Where(line => line.Length > 0);
}
