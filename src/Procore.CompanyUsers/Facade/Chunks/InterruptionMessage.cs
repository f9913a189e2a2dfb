namespace Procore.CompanyUsers;

internal static class InterruptionMessage
{
    public static string Of(string run, int inDoubt, int notApplied, long resumePosition, Exception cause, string detail = "")
    {
        var reason = cause switch
        {
            OperationCanceledException => "It was canceled.",
            ProcoreException failure => failure.Message,
            _ => FormattableString.Invariant($"The inner exception ({cause.GetType().Name}) says why."),
        };
        return FormattableString.Invariant($"{run} was interrupted: {Items(inDoubt)} in doubt, {Items(notApplied)} read but not applied, items from position {resumePosition} on not read.{detail} {reason}");
    }

    private static string Items(int count) => count == 1 ? "1 item is" : FormattableString.Invariant($"{count} items are");
}
