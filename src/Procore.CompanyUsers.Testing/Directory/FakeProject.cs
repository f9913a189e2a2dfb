namespace Procore.CompanyUsers.Testing;

/// <summary>A project of a company.</summary>
/// <param name="Id">The project's id.</param>
/// <param name="Name">The project's name.</param>
public sealed record FakeProject(long Id, string Name)
{
    /// <summary>The project's number, any text; null for none.</summary>
    public string? Number { get; init; }

    /// <summary>The project's id in your own system; null for none.</summary>
    public string? OriginId { get; init; }

    /// <summary>Whether the project is active. True by default.</summary>
    public bool IsActive { get; init; } = true;
}
