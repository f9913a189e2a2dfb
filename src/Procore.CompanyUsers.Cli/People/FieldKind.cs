namespace Procore.CompanyUsers.Cli.People;

/// <summary>The type of a field.</summary>
internal enum FieldKind
{
    Text,
    Id,
    Number,
    Flag,
    Time,
}
