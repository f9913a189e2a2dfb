using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users whoami</c></summary>
internal sealed class WhoAmICommand : DirectoryCommand
{
    public WhoAmICommand(CommandHost host)
        : base("whoami", "Shows the user that the credentials belong to.", host) => AddCommonOptions();

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var user = await session.Users.GetCurrentAsync(session.Stop).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
