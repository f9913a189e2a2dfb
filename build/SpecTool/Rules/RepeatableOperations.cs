using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `x-repeatable` marks the writes that set the state of one user, so that a second time changes nothing more. Reads need no mark.
/// Any other write isn't retried once Procore may have processed it: a new operation is added here only after a review.
/// </summary>
internal static class RepeatableOperations
{
    public const string Mark = "x-repeatable";

    private static readonly string[] Methods = ["Update", "Reactivate"];

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations.Where(operation => operation.Verb is "patch" && Methods.Contains(operation.ScopedMethod, StringComparer.Ordinal)))
            operation.Json[Mark] = true;
    }
}
