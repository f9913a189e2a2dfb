namespace Procore.DirectorySync;

/// <summary>
/// A role on a project.
/// </summary>
/// <param name="Id">Procore's id of the role; null if only its name is known. Such a role can't be restored.</param>
/// <param name="Name">The name.</param>
public sealed record ProjectRole(long? Id, string Name);
