using Procore.CompanyUsers.Models;
using Procore.Generated;
using Procore.Generated.Errors;

namespace Procore.CompanyUsers;

internal static class ProcoreResponseExtensions
{
    /// <summary>Gets the body of an operation that always has one.</summary>
    public static T Required<T>(this ProcoreResponse<T> response)
        where T : class =>
        response.Result ?? throw response.LacksBody();

    /// <summary>Gets the user of a response, from inside <c>data</c> or <c>user</c> if necessary.</summary>
    /// <param name="response">The response.</param>
    /// <param name="id">The id that the user must have; null for any.</param>
    /// <exception cref="ProcoreException">The body holds errors, or no user with a positive id, or another user.</exception>
    public static CompanyUser User(this ProcoreResponse<CompanyUser> response, long? id = null)
    {
        var body = response.Required();
        var user = body.IsGiven(nameof(CompanyUser.Id)) ? body : ModelShapes.Wrapped<CompanyUser>(body, "data") ?? ModelShapes.Wrapped<CompanyUser>(body, "user") ?? body;
        var verdict = ModelShapes.VerdictOf(user);
        if (user != body && ModelShapes.VerdictBeside(body) is { Meaning: StatedResult.Meaning.Failure or StatedResult.Meaning.Unknown } beside && verdict.Meaning != StatedResult.Meaning.Failure)
            verdict = beside;
        if (verdict.Meaning == StatedResult.Meaning.Failure)
            response.ThrowIfRefused(verdict.Messages);
        if (user.Id <= 0)
            throw response.Lacks("a user with a positive id");
        if (user.Id != (id ?? user.Id))
            throw response.Lacks("that user; the response is about another one");
        if (verdict.Meaning != StatedResult.Meaning.Unknown || response.Request.IsRead)
            return user;
        // What was read is certain; whether a change was made isn't.
        response.ThrowIfRefused(verdict.Messages);
        throw response.Lacks("a result that can be understood");
    }

    /// <summary>Throws if the body of a success holds errors.</summary>
    public static void ThrowIfRefused<T>(this ProcoreResponse<T> response, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        if (errors.Count > 0)
            throw ProcoreException.RefusedDespiteSuccess(response.Request, response.StatusCode, response.RequestId(), errors);
    }

    /// <summary>Gets the items of a list. They can be read once, and each is parsed when it is read, unless the result was read before.</summary>
    public static IEnumerable<T> Items<T>(this ProcoreResponse<IReadOnlyList<T>> response) =>
        response.Unread is { IsRead: false } unread ? unread.Items<T>(response.LacksBody) : response.Required();

    private static ProcoreException LacksBody<T>(this ProcoreResponse<T> response) => response.Lacks("the body that this operation documents");

    /// <summary>Creates the exception for a success without the expected content.</summary>
    public static ProcoreException Lacks<T>(this ProcoreResponse<T> response, string what) => new(
        FormattableString.Invariant($"Procore answered {response.StatusCode} to {response.Operation} without {what}."),
        response.Request,
        response.StatusCode,
        response.RequestId());

    private static string? RequestId<T>(this ProcoreResponse<T> response) =>
        response.Headers.TryGetValue("X-Request-Id", out var ids) ? string.Join(", ", ids) : null;
}
