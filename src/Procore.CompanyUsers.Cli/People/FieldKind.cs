namespace Procore.CompanyUsers.Cli.People;

/// <summary>What a field of a person holds.</summary>
internal enum FieldKind
{
    Text,
    Id,
    Number,
    Flag,
    Time,
}
