using Procore.CompanyUsers.Cli.Csv;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A row of a file and its person.</summary>
internal sealed record PersonRow(FileRow Row, CompanyUserSyncItem Person);
