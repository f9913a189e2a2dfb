namespace Procore.CompanyUsers.Cli.Review;

/// <summary>A project that a user is on, with what the user has there.</summary>
/// <param name="Id">The project's id.</param>
/// <param name="Name">The project's name, after its number.</param>
/// <param name="Template">The name of the permission template on the project; null for none.</param>
/// <param name="Roles">The names of the roles; null if they weren't read.</param>
internal sealed record ReviewedProject(long Id, string Name, string? Template, IReadOnlyList<string>? Roles)
{
    public override string ToString() => $"{Name}: {Template ?? "no template"}{(Roles is { Count: > 0 } ? $" ({string.Join(", ", Roles)})" : "")}";
}
