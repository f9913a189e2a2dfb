using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>A company's project memberships and the batches that change them. Thread-safe.</summary>
internal sealed class MembershipRegister(FakeCompany company, IdSequence batchIds, FakeProcoreOptions options)
{
    private readonly object _gate = new();
    private readonly SortedDictionary<(long UserId, long ProjectId), FakeMembership> _memberships = [];
    private readonly Dictionary<string, Batch> _batches = new(StringComparer.Ordinal);
    private readonly List<Batch> _running = [];

    /// <summary>All memberships, by ascending ids of user and project.</summary>
    public IReadOnlyList<FakeMembership> All() => Read(memberships => memberships);

    /// <summary>Reads all memberships while none of them can change.</summary>
    public T Read<T>(Func<IReadOnlyList<FakeMembership>, T> read)
    {
        lock (_gate)
        {
            RunBatches();
            return read([.. _memberships.Values]);
        }
    }

    public FakeMembership? Find(long userId, long projectId)
    {
        lock (_gate)
        {
            RunBatches();
            return _memberships.TryGetValue((userId, projectId), out var membership) ? membership : null;
        }
    }

    /// <summary>Null on success, otherwise the reason for the failure.</summary>
    public string? Apply(MembershipItem item, MembershipChange change)
    {
        lock (_gate)
        {
            RunBatches();
            return ApplyNow(item, change);
        }
    }

    public BatchState StartBatch(string description, IReadOnlyList<MembershipItem> items, MembershipChange change)
    {
        lock (_gate)
        {
            var id = batchIds.Next().ToString(CultureInfo.InvariantCulture);
            var batch = new Batch(id, description, items, item => ApplyNow(item, change), options.TimeProvider.GetUtcNow());
            _batches.Add(id, batch);
            _running.Add(batch);
            return batch.State;
        }
    }

    public BatchState? FindBatch(string id)
    {
        lock (_gate)
        {
            RunBatches();
            return _batches.TryGetValue(id, out var batch) ? batch.State : null;
        }
    }

    // Memberships are visible only through this class, so batches run lazily when one is read.
    private void RunBatches()
    {
        var now = options.TimeProvider.GetUtcNow();
        foreach (var batch in _running)
            batch.RunUntil(now, options.BatchItemsPerSecond);
        _running.RemoveAll(batch => batch.State.Pending == 0);
    }

    private string? ApplyNow(MembershipItem item, MembershipChange change)
    {
        if (company.FindUser(item.UserId) is not { } user)
            return "The user does not exist.";
        if (company.FindProject(item.ProjectId) == null)
            return "The project does not exist.";
        if (item.PermissionTemplateId is { } template && company.FindPermissionTemplate(template) == null)
            return "The permission template does not exist.";
        if (item.ProjectRoleIds?.Any(role => company.FindProjectRole(role) == null) == true)
            return "The project role does not exist.";

        var key = (item.UserId, item.ProjectId);
        _memberships.TryGetValue(key, out var membership);
        var problem = change(user, item, ref membership);
        if (membership == null)
            _memberships.Remove(key);
        else
            _memberships[key] = membership;
        return problem;
    }
}
