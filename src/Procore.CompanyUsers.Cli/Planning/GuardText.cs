using System.Text.RegularExpressions;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Explains in the terms of the CLI why a plan is refused.</summary>
internal static partial class GuardText
{
    /// <summary>The library's sentence, with options in place of the library's properties.</summary>
    public static string Of(GuardTrippedException tripped) => InOptions(tripped.Message);

    /// <summary>The name of a limit for readers.</summary>
    public static string NameOf(GuardState state) => state.Guard switch
    {
        PlanGuard.Identity => $"Changes of {state.Field}",
        PlanGuard.Changes => "All changes",
        _ => state.Guard.ToString(),
    };

    /// <summary>The option that sets a limit.</summary>
    public static string OptionOf(GuardState state) => state.Guard == PlanGuard.Identity ? "--max-identity-changes" : $"--max-{state.Guard.ToString().ToLowerInvariant()}";

    /// <summary>MaxIdentityChanges is <c>--max-identity-changes</c> here, and the source is a file.</summary>
    public static string InOptions(string message) =>
        Property().Replace(message.Replace("the source", "the file", StringComparison.Ordinal).Replace("The source", "The file", StringComparison.Ordinal), property => "--max" + Word().Replace(property.Value["Max".Length..], word => "-" + word.Value.ToLowerInvariant()));

    [GeneratedRegex(@"\bMax[A-Z][A-Za-z]+\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Property();

    [GeneratedRegex("[A-Z][a-z]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
