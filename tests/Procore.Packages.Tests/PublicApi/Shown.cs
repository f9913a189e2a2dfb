namespace Procore.Packages.Tests.PublicApi;

/// <summary>A type with each trait that a listing must show: ListingTests looks for them.</summary>
public class Shown<TItem>
    where TItem : class, IDisposable, new()
{
    public required string Name { get; set; }

    public virtual string Title => Name;

    [Obsolete("Use Title.")]
    public string Heading => Name;

    public string Plain => Name;

    public string Describe<TKey>(TKey key)
        where TKey : struct, IComparable<TKey> => $"{Name} {key}";
}
