namespace Procore.DirectorySync;

/// <summary>Which of the people that are wanted have a key.</summary>
internal sealed class KeyIndex<TKey>(string name, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private static readonly List<WantedPerson> Nobody = [];

    private readonly Dictionary<TKey, List<WantedPerson>> _people = new(comparer);

    public string Name { get; } = name;

    public void Add(TKey key, WantedPerson person)
    {
        if (!_people.TryGetValue(key, out var people))
            _people[key] = people = new List<WantedPerson>(1);
        people.Add(person);
    }

    public IReadOnlyList<WantedPerson> Find(TKey key) => _people.TryGetValue(key, out var people) ? people : Nobody;

    /// <summary>Those who share a key, key by key.</summary>
    public IEnumerable<IReadOnlyList<WantedPerson>> Shared() => _people.Values.Where(people => people.Count > 1);
}
