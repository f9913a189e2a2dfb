using System.Text.RegularExpressions;

namespace Procore.Build.Tests;

/// <summary>Imports are in the order of `dotnet format`. A build doesn't check it, and the whole of `dotnet format` takes minutes.</summary>
internal sealed partial class ImportOrderTests
{
    private static readonly string[] Folders = ["build", "samples", "src", "tests"];

    [Test]
    public void Imports_are_sorted_in_all_source_files() => Assert.That(
        SourceFiles().SelectMany(file => Unsorted(File.ReadAllLines(file)).Select(line => $"{file}: {line}")),
        Is.Empty,
        "\"dotnet format\" sorts them.");

    [TestCase("using System;|using Alpha;|using Beta.A;|using BetaA;", "", TestName = "Imports_may_be_in_order")]
    [TestCase("using Beta;|using Alpha;", "using Alpha;", TestName = "Imports_must_be_in_alphabetical_order")]
    [TestCase("using Alpha;|using System.Text;", "using System.Text;", TestName = "Imports_must_begin_with_System")]
    [TestCase("using SystemA;|using Alpha;", "using Alpha;", TestName = "Imports_that_only_look_like_System_must_be_in_order")]
    [TestCase("using static System.Math;|using Alpha;", "using Alpha;", TestName = "Imports_of_members_must_follow_namespaces")]
    [TestCase("using A = System.Text;|using static System.Math;", "using static System.Math;", TestName = "Imports_with_another_name_must_be_last")]
    [TestCase("using B = System;|using A = System.Text;", "using A = System.Text;", TestName = "Imports_with_another_name_must_be_in_order_of_it")]
    [TestCase("using Alpha;|global using Beta;", "global using Beta;", TestName = "Imports_for_all_files_must_be_first")]
    [TestCase("using Beta;||// Why.|using Alpha;", "using Alpha;", TestName = "Imports_must_be_in_order_across_blank_lines_and_comments")]
    [TestCase("#if NET|using Beta;|#endif|using Alpha;", "", TestName = "Imports_that_depend_on_a_symbol_are_a_list_of_their_own")]
    [TestCase("#if NET|using Beta;|using Alpha;|#endif", "using Alpha;", TestName = "Imports_that_depend_on_a_symbol_must_be_in_order")]
    [TestCase("using Beta;|Run();|using var a = Alpha();", "", TestName = "Imports_end_with_the_first_statement")]
    public void Imports_out_of_order_are_named(string text, string unsorted) =>
        Assert.That(string.Join('|', Unsorted(text.Split('|'))), Is.EqualTo(unsorted));

    private static IEnumerable<string> SourceFiles() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.PathTo(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !Built().IsMatch(Path.GetRelativePath(RepositoryRoot.Path, file)));

    /// <summary>The imports that belong before the one above them.</summary>
    private static IEnumerable<string> Unsorted(IEnumerable<string> lines)
    {
        var above = "";
        foreach (var line in lines.TakeWhile(line => Head().IsMatch(line)))
        {
            if (line.StartsWith('#'))
            {
                above = "";
            }
            else if (Import().Match(line) is { Success: true } import)
            {
                var place = Place(import);
                if (string.CompareOrdinal(place, above) < 0)
                    yield return line;
                above = place;
            }
        }
    }

    /// <summary>Sorts imports for all files first, then namespaces, members of a type and other names; in each, System first.</summary>
    private static string Place(Match import)
    {
        var kind = import.Groups["alias"].Success ? 2 : import.Groups["static"].Success ? 1 : 0;
        var name = import.Groups[kind == 2 ? "alias" : "name"].Value.ToUpperInvariant();
        var isSystem = kind < 2 && (name is "SYSTEM" || name.StartsWith("SYSTEM.", StringComparison.Ordinal));
        return $"{(import.Groups["global"].Success ? 0 : 1)}{kind}{(isSystem ? 0 : 1)}{name}";
    }

    [GeneratedRegex(@"^(?<global>global )?using ((?<static>static )?(?<name>[^\s()=]+)|(?<alias>\w+) = .+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Import();

    /// <summary>What may stand above and between imports.</summary>
    [GeneratedRegex(@"^(\s*$|//|#|(global )?using ((static )?[^\s()=]+|\w+ = .+);)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Head();

    [GeneratedRegex(@"(^|[\\/])(bin|obj)[\\/]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Built();
}
