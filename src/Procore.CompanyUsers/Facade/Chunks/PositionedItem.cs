namespace Procore.CompanyUsers;

/// <summary>
/// An item and its place among those given.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class PositionedItem<T>
{
    internal PositionedItem(long position, T item)
    {
        Position = position;
        Item = item;
    }

    /// <summary>
    /// The item's place among those given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The item.
    /// </summary>
    public T Item { get; }
}
