using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users whoami</c></summary>
internal sealed class WhoAmICommand : DirectoryCommand
{
    public WhoAmICommand(Terminal terminal, Interruption interruption)
        : base("whoami", "Shows as whom the credentials sign in.", terminal, interruption) => AddCommonOptions();

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var user = await session.Users.GetCurrentAsync(session.Stop).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
