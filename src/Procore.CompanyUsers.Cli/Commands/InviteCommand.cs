using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users invite</c></summary>
internal sealed class InviteCommand : OneByOneCommand
{
    private readonly Option<bool> _notInvited = new("--not-invited") { Description = "Active people whom nobody has invited yet." };
    private readonly Option<string?> _createdSince = QueryOptions.Since("--created-since", "created");
    private readonly Option<bool> _rehearse = new("--dry-run") { Description = "Says whom, and sends nothing." };

    public InviteCommand(Terminal terminal, Interruption interruption)
        : base("invite", "Sends people the e-mail that invites to Procore, one each: those who are named, or --not-invited, or --created-since, or who are both.", terminal, interruption)
    {
        Options.Add(_notInvited);
        Options.Add(_createdSince);
        Options.Add(_rehearse);
        AddRunOptions();
    }

    protected override Task SendAsync(Session session, long id) => session.Users.InviteAsync(id, session.Abort);

    protected override bool IsRehearsal(Session session) => session.Parse.GetValue(_rehearse);

    protected override async Task<IReadOnlyList<long>?> FindAsync(Session session)
    {
        var created = QueryOptions.RangeSince(session.Parse, _createdSince);
        var isNotInvited = session.Parse.GetValue(_notInvited);
        if (created is null && !isNotInvited)
            return null;
        return await session.Terminal.ShowProgressAsync("Looking at the directory", async report =>
        {
            var ids = new List<long>();
            var count = 0L;
            await foreach (var user in session.Users.ListAsync(new CompanyUserQuery { CreatedAt = created }, session.Stop).ConfigureAwait(false))
            {
                report(++count, null);
                // Where an answer doesn't say, everybody would seem never to have been invited.
                if (user.Id is { } id && (!isNotInvited || (user.IsGiven(nameof(CompanyUser.WelcomeEmailSentAt)) && user.WelcomeEmailSentAt is null)))
                    ids.Add(id);
            }
            return ids;
        }).ConfigureAwait(false);
    }
}
