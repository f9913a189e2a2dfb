using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users update</c></summary>
internal sealed class UpdateCommand : DirectoryCommand
{
    private readonly Argument<long> _id = new("ID") { Description = "The user's id in Procore." };
    private readonly PersonOptions _person = new(new PersonField("add_to_new_projects", FieldKind.Flag, _ => null));

    private readonly Option<bool> _dryRun = DryRun.Option();

    public UpdateCommand(CommandHost host)
        : base("update", "Changes the given fields of a user, and no others.", host)
    {
        Arguments.Add(_id);
        _person.AddTo(this, canClear: true);
        Options.Add(_dryRun);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var fields = _person.Read(session.Parse);
        if (fields == "{}" && !_person.HasAvatar(session.Parse))
            throw CommandException.WrongUsage("No field to change is given. Nothing was sent. Run 'procore-users update --help' for the fields.");
        var changes = ProcoreJson.Deserialize<CompanyUserChanges>(fields);
        var id = session.Parse.GetValue(_id);
        if (session.Parse.GetValue(_dryRun))
        {
            _person.CheckAvatar(session.Parse);
            return await DryRun.ShowAsync(session, ProcoreJson.Serialize(changes), id).ConfigureAwait(false);
        }
        var user = await _person.SendAsync(session.Parse, options => session.Users.UpdateAsync(id, changes, options, session.Abort)).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
