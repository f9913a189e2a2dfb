namespace Procore.DirectorySync;

/// <summary>A change that was about to be sent, and its outcome if the journal has one.</summary>
internal sealed class JournalEntry(DirectoryChange change)
{
    public DirectoryChange Change { get; } = change;

    public ChangeStatus? Status { get; set; }

    public long? UserId { get; set; } = change.Person.UserId;
}
