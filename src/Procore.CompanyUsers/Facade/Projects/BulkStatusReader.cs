using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Errors;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Reads the status of a batch. Procore documents no example, and not how a batch fails as a whole.</summary>
internal static class BulkStatusReader
{
    /// <param name="response">The response.</param>
    /// <param name="isUnclear">Whether the response leaves open whether the batch is complete. The status isn't complete then.</param>
    /// <exception cref="ProcoreException">There is no status, or the batch failed without a number of failures.</exception>
    public static BulkJobStatus Read(ProcoreResponse<BulkStatus> response, out bool isUnclear)
    {
        var body = response.Required();
        var state = body.Data ?? ModelShapes.Wrapped<BulkStatusData>(body, "data");
        var isComplete = state?.IsComplete is true && SaysItGoesOn(state) ? null : state?.IsComplete;
        var failures = state is null ? null : FailuresOf(state);
        // A number of failures tells the caller enough.
        if (isComplete is null || failures is not > 0)
            response.ThrowIfRefused(RefusalOf(body, state, isComplete));
        if (state is null)
            throw response.Lacks("the status of the batch");
        if (isComplete is true && failures is null && state.TryGetRaw("failures", out var unread) && unread is not (null or ""))
            throw response.Lacks("a number of failures that can be understood");
        isUnclear = isComplete is null;
        return new BulkJobStatus(isComplete is true, state.Total, state.Pending, failures, state.Description);
    }

    private static IReadOnlyList<ProcoreErrorMessage> RefusalOf(BulkStatus body, BulkStatusData? state, bool? isComplete)
    {
        if (isComplete is null)
            return [.. ModelShapes.RefusalOf(body), .. state is null ? [] : ModelShapes.RefusalOf(state)];
        var whole = (Dictionary<string, object?>)PlainJson.Of<object?>(body)!;
        // Errors of a batch in progress may be about single items, which are counted later.
        if (isComplete is false)
            whole = WithoutErrors(whole);
        return ModelShapes.FailureOfBatch(whole, isComplete is true);
    }

    private static Dictionary<string, object?> WithoutErrors(Dictionary<string, object?> map)
    {
        var rest = map.WithFoldedNames((name, _) => !name.Equals("errors", StringComparison.OrdinalIgnoreCase));
        if (rest.At("data") is Dictionary<string, object?> data)
            rest["data"] = WithoutErrors(data);
        return rest;
    }

    private static bool SaysItGoesOn(BulkStatusData state) =>
        StatedResult.Properties.Any(name => state.TryGetRaw(name, out var said) && StatedResult.Of(said) == StatedResult.Meaning.Promise);

    /// <summary>The number of failures, which may be a list of them.</summary>
    private static long? FailuresOf(BulkStatusData state)
    {
        if (state.Failures is { } failures)
            return failures;
        state.TryGetRaw("failures", out var unread);
        return unread switch
        {
            long number => number,
            List<object?> list => list.Count,
            Dictionary<string, object?> map => map.Count,
            _ => null,
        };
    }
}
