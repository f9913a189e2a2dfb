namespace Procore.CompanyUsers.Testing;

/// <summary>A bulk request whose items are processed one after another as time passes.</summary>
internal sealed class Batch(string id, string description, IReadOnlyList<MembershipItem> items, Func<MembershipItem, string?> apply, DateTimeOffset startedAt)
{
    private int _done;
    private int _failures;

    public BatchState State => new(id, description, items.Count, items.Count - _done, _failures);

    public void RunUntil(DateTimeOffset now, int itemsPerSecond)
    {
        var due = (decimal)(now - startedAt).Ticks * itemsPerSecond / TimeSpan.TicksPerSecond;
        while (_done < items.Count && _done + 1 <= due)
        {
            if (apply(items[_done++]) != null)
                _failures++;
        }
    }
}
