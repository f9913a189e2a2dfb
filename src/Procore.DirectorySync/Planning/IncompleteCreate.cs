namespace Procore.DirectorySync;

/// <summary>
/// Marks users that are created in two requests by the end of their origin id. If the second request is never sent, the next run
/// finds the user and knows that a field is missing that no listing shows.
/// </summary>
internal static class IncompleteCreate
{
    private const string Suffix = "~incomplete";

    public static string Mark(string originId) => originId + Suffix;

    public static bool IsMarked(string? originId) => originId?.EndsWith(Suffix, StringComparison.Ordinal) == true;

    /// <returns>The origin id that the user has in the end.</returns>
    public static string? Unmark(string? originId) => IsMarked(originId) ? originId!.Substring(0, originId.Length - Suffix.Length) : originId;
}
