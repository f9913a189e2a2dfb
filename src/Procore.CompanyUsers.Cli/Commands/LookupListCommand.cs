using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>A command that lists what users refer to, such as projects.</summary>
/// <param name="description">What it lists.</param>
/// <param name="singular">One item, for the count.</param>
/// <param name="columns">The columns of an item.</param>
/// <param name="host">The program's surroundings.</param>
internal abstract class LookupListCommand<T>(string description, string singular, IReadOnlyList<Column<T>> columns, CommandHost host) : DirectoryCommand("list", description, host)
    where T : JsonModel
{
    protected abstract IAsyncEnumerable<T> ListAsync(Session session);

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var count = await session.Rows.WriteAsync(columns, ListAsync(session), ProcoreJson.Serialize, session.Stop).ConfigureAwait(false);
        if (session.Rows.Format == OutputFormat.Table)
            session.Terminal.Say(FormattableString.Invariant($"{count} {singular}{(count == 1 ? "" : "s")}."));
        return ExitCode.Done;
    }
}
