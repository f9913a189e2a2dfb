using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// The outcome of one change of a plan.
/// </summary>
public sealed class ChangeOutcome
{
    internal ChangeOutcome(DirectoryChange change, ChangeStatus status, long? userId = null, IReadOnlyList<ProcoreErrorMessage>? errors = null)
    {
        Change = change;
        Status = status;
        UserId = userId ?? change.Person.UserId;
        Errors = errors ?? [];
    }

    /// <summary>
    /// The change.
    /// </summary>
    public DirectoryChange Change { get; }

    /// <summary>
    /// The outcome.
    /// </summary>
    public ChangeStatus Status { get; }

    /// <summary>
    /// Procore's id of the user; null for a new user that may not have been created.
    /// </summary>
    public long? UserId { get; }

    /// <summary>
    /// Why the change wasn't made. If Procore refused, these are its messages, with their fields.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// Whether the user has the new values, from this run or before.
    /// </summary>
    public bool IsMade => Status is ChangeStatus.Done or ChangeStatus.AlreadyDone;

    /// <summary>
    /// Describes the outcome by ids, without the person's values that Procore's messages may repeat, so the text can be logged.
    /// </summary>
    /// <returns>Such as <c>Refused: Update user 5000000001: state_code (state_code: isn't a code)</c>.</returns>
    public override string ToString() => Errors.Count == 0 ? $"{Status}: {Change}" : $"{Status}: {Change} ({string.Join("; ", Errors.Select(error => PersonalText.Of(error, Change)))})";
}
