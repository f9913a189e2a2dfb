using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users show</c></summary>
internal sealed class ShowCommand : DirectoryCommand
{
    private readonly Argument<long> _id = new("ID") { Description = "The user's id in Procore." };

    public ShowCommand(CommandHost host)
        : base("show", "Shows one user with every field.", host)
    {
        Arguments.Add(_id);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var user = await session.Users.GetAsync(session.Parse.GetValue(_id), session.Stop).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
