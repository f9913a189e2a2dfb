using Procore.CompanyUsers.Cli.Tables;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A row of a file and its person.</summary>
internal sealed record PersonRow(FileRow Row, Person Person);
