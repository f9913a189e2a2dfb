namespace Procore.CompanyUsers.Testing;

/// <summary>The companies that a person belongs to, by e-mail address: a person has the same user id in each of them. Thread-safe.</summary>
internal sealed class PersonRegister
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Dictionary<long, long>> _idsByCompany = new(StringComparer.OrdinalIgnoreCase);

    public long? FindId(string emailAddress)
    {
        lock (_gate)
            return _idsByCompany.TryGetValue(emailAddress, out var ids) && ids.Count > 0 ? ids.Values.First() : null;
    }

    public bool IsInAnotherCompany(string emailAddress, long companyId)
    {
        lock (_gate)
            return _idsByCompany.TryGetValue(emailAddress, out var ids) && ids.Keys.Any(id => id != companyId);
    }

    public void Record(long companyId, string? emailAddressBefore, string emailAddress, long userId)
    {
        lock (_gate)
        {
            if (emailAddressBefore != null && _idsByCompany.TryGetValue(emailAddressBefore, out var before))
                before.Remove(companyId);
            if (!_idsByCompany.TryGetValue(emailAddress, out var ids))
                _idsByCompany.Add(emailAddress, ids = []);
            ids[companyId] = userId;
        }
    }
}
