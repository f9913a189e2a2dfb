using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A field of a user, by Procore's name.</summary>
/// <param name="Name">The name, such as <c>email_address</c>.</param>
/// <param name="Kind">The type.</param>
/// <param name="Read">Gets the value; null if there is none, or if the response lacks the field.</param>
internal sealed record PersonField(string Name, FieldKind Kind, Func<CompanyUser, object?> Read);
