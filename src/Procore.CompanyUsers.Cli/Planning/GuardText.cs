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
        PlanGuard.ProjectChanges => "Changes on projects",
        _ => state.Guard.ToString(),
    };

    /// <summary>The option that sets a limit.</summary>
    public static string OptionOf(GuardState state) => state.Guard == PlanGuard.Identity ? "--max-identity-changes" : InOptions($"Max{state.Guard}");

    /// <summary>MaxIdentityChanges is <c>--max-identity-changes</c> here, JobTitle is <c>job_title</c>, and the source is a file.</summary>
    public static string InOptions(string message)
    {
        foreach (var (ofLibrary, ofCommand) in Terms)
            message = message.Replace(ofLibrary, ofCommand, StringComparison.Ordinal);
        return Property().Replace(message, property => "--max" + Word().Replace(property.Value["Max".Length..], word => "-" + word.Value.ToLowerInvariant()));
    }

    private static readonly (string OfLibrary, string OfCommand)[] Terms =
    [
        ("the source", "the file"),
        ("The source", "The file"),
        ("or set AllowLostZeros", "or pass --allow-lost-zeros"),
        ("Set IsEmployee or VendorId of the person, or use a scope with one of them", "Give the column is_employee or vendor_id, or pass --scope employees or one --vendor"),
        ("AddToNewProjects", "add_to_new_projects"),
        ("and FieldPolicies says that it is never sent. Remove that policy", "and --never names it. Remove it there"),
        ("match by e-mail address", "pass --match-email"),
        ("Id isn't positive", "id isn't positive"),
    ];

    [GeneratedRegex(@"\bMax[A-Z][A-Za-z]+\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Property();

    [GeneratedRegex("[A-Z][a-z]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
