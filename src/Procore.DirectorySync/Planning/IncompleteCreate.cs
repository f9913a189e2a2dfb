namespace Procore.DirectorySync;

/// <summary>
/// Whoever is created in two requests has an origin id that says so in between. If the second one is never sent, the next
/// run finds the person, and sees that something is left to do that no listing tells.
/// </summary>
internal static class IncompleteCreate
{
    private const string Suffix = "~incomplete";

    public static string Mark(string originId) => originId + Suffix;

    public static bool IsMarked(string? originId) => originId?.EndsWith(Suffix, StringComparison.Ordinal) == true;

    /// <returns>The origin id that the person has in the end.</returns>
    public static string? Unmark(string? originId) => IsMarked(originId) ? originId!.Substring(0, originId.Length - Suffix.Length) : originId;
}
