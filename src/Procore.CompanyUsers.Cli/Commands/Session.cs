using System.CommandLine;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>What a command on a directory works with.</summary>
internal sealed record Session(Connection Connection, ParseResult Parse, Terminal Terminal, Rows Rows, Interruption Interruption)
{
    public ICompanyUsers Users => Connection.Users;

    public IProcoreCompany Company => Connection.Company;

    /// <summary>For reads, which end at the first Ctrl-C.</summary>
    public CancellationToken Stop => Interruption.Stop;

    /// <summary>For writes, which the first Ctrl-C lets finish, so that their outcome is known.</summary>
    public CancellationToken Abort => Interruption.Abort;
}
