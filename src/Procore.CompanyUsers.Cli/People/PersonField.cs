using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A field of a person, under Procore's name.</summary>
/// <param name="Name">Its name, such as <c>email_address</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Its value; null where there is none, or where the answer doesn't say.</param>
internal sealed record PersonField(string Name, FieldKind Kind, Func<CompanyUser, object?> Read);
