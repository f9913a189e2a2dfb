namespace Procore.DirectorySync;

/// <summary>A change that was about to be sent, and its outcome if that was still written.</summary>
internal sealed class JournalEntry(DirectoryChange change)
{
    public DirectoryChange Change { get; } = change;

    public ChangeStatus? Status { get; set; }

    public long? UserId { get; set; } = change.Person.UserId;
}
