using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users create</c></summary>
internal sealed class CreateCommand : DirectoryCommand
{
    private readonly PersonOptions _person = new(new PersonField("bid_contact", FieldKind.Flag, _ => null));

    public CreateCommand(Terminal terminal, Interruption interruption)
        : base("create", "Adds a person, who needs --last-name and --email-address. No e-mail goes out: see invite.", terminal, interruption)
    {
        _person.AddTo(this, canClear: false);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var person = ProcoreJson.Deserialize<NewCompanyUser>(_person.Read(session.Parse));
        var user = await _person.SendAsync(session.Parse, options => session.Users.CreateAsync(person, options, session.Abort)).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
