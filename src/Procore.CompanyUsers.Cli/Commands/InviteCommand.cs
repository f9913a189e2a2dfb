using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users invite</c></summary>
internal sealed class InviteCommand : OneByOneCommand
{
    private readonly Option<bool> _notInvited = new("--not-invited") { Description = "Active users that haven't been invited yet." };
    private readonly Option<string?> _createdSince = QueryOptions.Since("--created-since", "created");

    public InviteCommand(CommandHost host)
        : base("invite", "Sends users the e-mail that invites them to Procore. Name them by id, or select them by --not-invited, --created-since or both.", host)
    {
        Options.Add(_notInvited);
        Options.Add(_createdSince);
        AddRunOptions();
    }

    protected override Task SendAsync(Session session, long id) => session.Users.InviteAsync(id, session.Abort);

    protected override async Task<IReadOnlyList<long>?> FindAsync(Session session)
    {
        var created = QueryOptions.RangeSince(session.Parse, _createdSince);
        var isNotInvited = session.Parse.GetValue(_notInvited);
        if (created is null && !isNotInvited)
            return null;
        return await session.Terminal.ShowProgressAsync("Reading the directory", async report =>
        {
            var ids = new List<long>();
            var count = 0L;
            await foreach (var user in session.Users.ListAsync(new CompanyUserQuery { CreatedAt = created }, session.Stop).ConfigureAwait(false))
            {
                report(++count, null);
                // If the response lacks the field, every user would look uninvited.
                if (!isNotInvited || (user.WelcomeEmailSentAt.TryGetValue(out var sent) && sent is null))
                    ids.Add(user.Id);
            }
            return ids;
        }).ConfigureAwait(false);
    }
}
