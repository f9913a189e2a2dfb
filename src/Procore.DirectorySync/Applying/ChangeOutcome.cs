using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>
/// What became of one change of a plan.
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
    /// What became of it.
    /// </summary>
    public ChangeStatus Status { get; }

    /// <summary>
    /// Procore's id of the user; null for somebody who isn't known to have been created.
    /// </summary>
    public long? UserId { get; }

    /// <summary>
    /// Why it wasn't made, each reason with its field if it is about one: in Procore's words where it was refused.
    /// </summary>
    public IReadOnlyList<ProcoreErrorMessage> Errors { get; }

    /// <summary>
    /// The change by ids alone and what became of it, so that it can be logged.
    /// </summary>
    /// <returns>Such as <c>Refused: Update user 5000000001: state_code (state_code: isn't a code)</c>.</returns>
    public override string ToString() => Errors.Count == 0 ? $"{Status}: {Change}" : $"{Status}: {Change} ({string.Join("; ", Errors)})";
}
