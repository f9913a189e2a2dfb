namespace Procore.CompanyUsers.Testing;

/// <summary>The pending faults in the order they were added. Thread-safe.</summary>
internal sealed class FaultQueue
{
    private readonly object _gate = new();
    private readonly LinkedList<Entry> _entries = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Sum(entry => entry.Left);
        }
    }

    public void Add(FakeFault fault, int times, Func<FakeRequest, bool> matches)
    {
        lock (_gate)
            _entries.AddLast(new Entry(fault, matches) { Left = times });
    }

    /// <summary>Takes the first fault that matches; null if none does.</summary>
    public FakeFault? Take(FakeRequest request)
    {
        lock (_gate)
        {
            for (var node = _entries.First; node != null; node = node.Next)
            {
                if (!node.Value.Matches(request))
                    continue;
                if (--node.Value.Left == 0)
                    _entries.Remove(node);
                return node.Value.Fault;
            }

            return null;
        }
    }

    private sealed class Entry(FakeFault fault, Func<FakeRequest, bool> matches)
    {
        public FakeFault Fault => fault;

        public Func<FakeRequest, bool> Matches => matches;

        public int Left { get; set; }
    }
}
