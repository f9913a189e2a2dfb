using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>The people of the source by one key.</summary>
internal sealed class KeyIndex<TKey>(string name, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly Dictionary<TKey, KeyGroup> _groups = new(comparer);

    public IEnumerable<KeyGroup> Groups => _groups.Values;

    public void Add(TKey key, WantedPerson person)
    {
        if (!_groups.TryGetValue(key, out var group))
            _groups.Add(key, group = new KeyGroup(name));
        group.People.Add(person);
        person.Groups.Add(group);
    }

    public KeyGroup? Find(TKey key) => _groups.TryGetValue(key, out var group) ? group : null;
}

/// <summary>The people with one value of a key, and the users that it finds. They share the list of users, so a value that thousands of people have takes linear time.</summary>
internal sealed class KeyGroup(string key)
{
    /// <summary>What the key is called.</summary>
    public string Key { get; } = key;

    public List<WantedPerson> People { get; } = new(1);

    public List<CompanyUser> Users { get; } = [];
}
