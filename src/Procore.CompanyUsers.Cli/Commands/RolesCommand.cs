using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Projects;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users roles</c></summary>
internal sealed class RolesCommand : Command
{
    public RolesCommand(CommandHost host)
        : base("roles", "Lists the roles that users can have on projects.") => Subcommands.Add(new ListCommand(host));

    private sealed class ListCommand : DirectoryCommand
    {
        private static readonly IReadOnlyList<Column<KeyValuePair<long, string>>> Columns = [new("id", role => role.Key), new("name", role => role.Value)];

        public ListCommand(CommandHost host)
            : base("list", "Lists the roles that users can have on projects.", host) => AddCommonOptions();

        protected override async Task<ExitCode> RunAsync(Session session)
        {
            var roles = await RoleNames.ReadAsync(session.Company, session.Stop).ConfigureAwait(false)
                ?? throw new CommandException(ExitCode.NotAuthorised, "The account isn't allowed to read the company's roles.");
            await session.Rows.WriteAsync(Columns, roles.ToAsyncEnumerable(), cancellationToken: session.Stop).ConfigureAwait(false);
            if (session.Rows.Format == OutputFormat.Table)
                session.Terminal.Say(FormattableString.Invariant($"{roles.Count} {(roles.Count == 1 ? "role" : "roles")}."));
            return ExitCode.Done;
        }
    }
}
