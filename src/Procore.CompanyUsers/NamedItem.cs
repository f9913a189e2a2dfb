namespace Procore.CompanyUsers;

/// <summary>
/// An item with its name, among several that were found.
/// </summary>
public sealed class NamedItem
{
    /// <summary>
    /// Creates an item.
    /// </summary>
    /// <param name="id">The item's id.</param>
    /// <param name="name">The item's name.</param>
    /// <param name="detail">What distinguishes it, such as a project's number; null for nothing.</param>
    public NamedItem(long id, string name, string? detail = null)
    {
        Id = id;
        Name = name;
        Detail = detail;
    }

    /// <summary>
    /// The item's id.
    /// </summary>
    public long Id { get; }

    /// <summary>
    /// The item's name.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// What distinguishes it, such as a project's number; null for nothing.
    /// </summary>
    public string? Detail { get; }

    /// <summary>
    /// Returns the id, the name and the detail.
    /// </summary>
    /// <returns>Such as <c>42 (Harbor Tower, number 26-014)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id} ({Name}{(Detail is null ? "" : ", " + Detail)})");
}
