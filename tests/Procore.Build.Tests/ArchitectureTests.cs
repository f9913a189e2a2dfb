using System.Text.RegularExpressions;

namespace Procore.Build.Tests;

/// <summary>The map of the repository, docs/architecture.md.</summary>
internal sealed partial class ArchitectureTests
{
    [Test]
    public void Map_names_only_files_and_folders_that_exist()
    {
        var named = PathFromRoot().Matches(Map()).Select(match => match.Groups["path"].Value).Distinct().ToList();

        Assert.That(named, Has.Count.GreaterThan(25));
        Assert.That(named.Where(path => !Path.Exists(RepositoryRoot.PathTo(path))), Is.Empty);
    }

    [Test]
    public void Map_names_every_project_of_src_and_every_folder_of_the_largest()
    {
        var map = Map();

        string[] missing =
        [
            .. Names("src").Where(name => !map.Contains($"`src/{name}/`", StringComparison.Ordinal)),
            .. new[] { "src/Procore.DirectorySync", "src/Procore.CompanyUsers.Cli", "src/Procore.CompanyUsers.Testing" }
                .SelectMany(Names).Where(name => !map.Contains($"`{name}/`", StringComparison.Ordinal)),
            .. Names("src/Procore.CompanyUsers").Where(name => !map.Contains($"`…/{name}/`", StringComparison.Ordinal)),
        ];

        Assert.That(missing, Is.Empty);
    }

    private static string Map() => File.ReadAllText(RepositoryRoot.PathTo("docs/architecture.md"));

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateDirectories(RepositoryRoot.PathTo(folder)).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"));

    [GeneratedRegex("`(?<path>(\\.ci|\\.github|build|docs|openapi|samples|src|tests)/[^`…]*)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PathFromRoot();
}
