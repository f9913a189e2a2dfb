using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users update</c></summary>
internal sealed class UpdateCommand : DirectoryCommand
{
    private readonly Argument<long> _id = new("ID") { Description = "The person's id in Procore." };
    private readonly PersonOptions _person = new(new PersonField("add_to_new_projects", FieldKind.Flag, _ => null));

    public UpdateCommand(Terminal terminal, Interruption interruption)
        : base("update", "Changes exactly the fields of a person that are named.", terminal, interruption)
    {
        Arguments.Add(_id);
        _person.AddTo(this, canClear: true);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var changes = ProcoreJson.Deserialize<CompanyUserChanges>(_person.Read(session.Parse));
        var id = session.Parse.GetValue(_id);
        var user = await _person.SendAsync(session.Parse, options => session.Users.UpdateAsync(id, changes, options, session.Abort)).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
