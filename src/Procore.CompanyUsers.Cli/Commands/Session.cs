using System.CommandLine;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>What a command on a directory has at hand.</summary>
internal sealed record Session(Connection Connection, ParseResult Parse, Terminal Terminal, Rows Rows, Interruption Interruption)
{
    public ICompanyUsers Users => Connection.Users;

    /// <summary>For reads, which end at the first Ctrl-C.</summary>
    public CancellationToken Stop => Interruption.Stop;

    /// <summary>For writes, which the first Ctrl-C lets end, so that it is known what was done.</summary>
    public CancellationToken Abort => Interruption.Abort;
}
