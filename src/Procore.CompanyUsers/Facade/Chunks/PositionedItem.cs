namespace Procore.CompanyUsers;

/// <summary>
/// An item and its position among the items given.
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
    /// The item's position among the items given, from 0.
    /// </summary>
    public long Position { get; }

    /// <summary>
    /// The item.
    /// </summary>
    public T Item { get; }
}
