using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users create</c></summary>
internal sealed class CreateCommand : DirectoryCommand
{
    private readonly PersonOptions _person = new(new PersonField("bid_contact", FieldKind.Flag, _ => null));
    private readonly NameOptions _names = new();

    private readonly Option<bool> _dryRun = DryRun.Option();

    public CreateCommand(CommandHost host)
        : base("create", "Creates a user; --last-name and --email-address are required. Sends no e-mail: see 'invite'.", host)
    {
        _person.AddTo(this, canClear: false);
        _names.AddTo(this);
        Options.Add(_dryRun);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var person = ProcoreJson.Deserialize<NewCompanyUser>(await _names.AddIdsAsync(session, _person.Read(session.Parse)).ConfigureAwait(false));
        var missing = new[] { ("--last-name", person.LastName), ("--email-address", person.EmailAddress) }.Where(field => string.IsNullOrWhiteSpace(field.Item2.Or(default!))).Select(field => field.Item1).ToList();
        if (missing.Count > 0)
            throw CommandException.WrongUsage($"A new user needs {string.Join(" and ", missing)}. Nothing was sent.");
        if (session.Parse.GetValue(_dryRun))
        {
            _person.CheckAvatar(session.Parse);
            return await DryRun.ShowAsync(session, ProcoreJson.Serialize(person), userId: null).ConfigureAwait(false);
        }
        var user = await _person.SendAsync(session.Parse, options => session.Users.CreateAsync(person, options, session.Abort)).ConfigureAwait(false);
        await UserDetails.WriteAsync(session, user).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
