using System.CommandLine;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.Review;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users review</c></summary>
internal sealed class ReviewCommand : DirectoryCommand
{
    private const int UsualDays = 90;

    private readonly Option<string> _out = new("--out") { Description = "The file to write: .csv, .xlsx or .html. Only you can read it.", HelpName = "FILE", Required = true };
    private readonly Option<bool> _force = new("--force") { Description = "Replaces an existing file, once the new one is complete." };

    private readonly Option<string> _by = new("--by")
    {
        Description = "Reads memberships by project or by user. auto (the default) takes fewer requests; only by user has the roles on projects.",
        DefaultValueFactory = _ => "auto",
        HelpName = "auto|project|user",
    };

    private readonly Option<int> _days = new("--days") { Description = "The number of days without a login that is a finding.", DefaultValueFactory = _ => UsualDays, HelpName = "N" };

    private readonly Option<string[]> _adminTemplates = new("--admin-template")
    {
        Description = "The name of a further permission template that gives administration; may be repeated. Every template with 'admin' in its name is one.",
        HelpName = "NAME",
    };

    public ReviewCommand(CommandHost host)
        : base("review", "Writes every user with status, last login, permission templates, projects and findings, for an access review. Changes nothing. A run that was stopped continues where it was.", host)
    {
        _by.AcceptOnlyFromAmong("auto", "project", "user");
        foreach (var option in new Option[] { _out, _force, _by, _days, _adminTemplates })
            Options.Add(option);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var (parse, path, days) = (session.Parse, session.Parse.GetValue(_out)!, session.Parse.GetValue(_days));
        var isPage = Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase);
        if (!isPage && !TableWriter.IsWorkbook(path) && !Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            throw CommandException.WrongUsage("--out must be a .csv, .xlsx or .html file.");
        if (days < 1)
            throw CommandException.WrongUsage("--days must be 1 or more.");
        OutputFile.RequireNew(path, parse.GetValue(_force));

        var reader = new ReviewReader(session.Company, session.Stop);
        await session.Terminal.ShowProgressAsync("Reading users", async report =>
        {
            await reader.ReadAsync(report).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        var byProject = parse.GetValue(_by) switch { "project" => true, "user" => false, _ => reader.RequestsByProject < reader.RequestsByUser };
        var now = TimeProvider.System.GetUtcNow();
        var cache = await MembershipCache.OpenAsync(path, FormattableString.Invariant($"{session.Users.ApiAddress.Host} {session.Users.CompanyId} {(byProject ? "project" : "user")}"), now).ConfigureAwait(false);
        ILookup<long, ReviewedProject> memberships;
        await using (cache.ConfigureAwait(false))
        {
            SayEffort(session, reader, byProject, cache);
            memberships = await ReadAsync(session, reader, byProject, cache).ConfigureAwait(false);
            var rules = new ReviewRules(now, days, parse.GetValue(_adminTemplates) ?? [], reader.InactiveVendors);
            List<ReviewedUser> users = [.. reader.Users.Select(user => (User: user, Projects: memberships[user.Id].OrderBy(project => project.Name, StringComparer.OrdinalIgnoreCase).ToList()))
                .Select(user => new ReviewedUser(user.User, user.Projects, rules.FindingsOf(user.User, user.Projects)))];
            foreach (var name in rules.UnknownTemplates(users))
                session.Terminal.Warn($"No user has a permission template with the name '{name}', which --admin-template gives. Check the name.");
            await WriteAsync(session, path, parse.GetValue(_force), isPage, users, now, byProject).ConfigureAwait(false);
            await cache.CompleteAsync().ConfigureAwait(false);
            await session.Rows.WriteOneAsync(Summary.Columns, new Summary(users.Count, users.Count(user => user.Findings.Count > 0), path)).ConfigureAwait(false);
        }
        return ExitCode.Done;
    }

    private static async Task<ILookup<long, ReviewedProject>> ReadAsync(Session session, ReviewReader reader, bool byProject, MembershipCache cache)
    {
        try
        {
            return await session.Terminal.ShowProgressAsync("Reading memberships", report => reader.ReadMembershipsAsync(byProject, cache, report)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ProcoreException or OperationCanceledException)
        {
            session.Terminal.Say("To continue where it stopped: run the same command again within a day.");
            throw;
        }
    }

    private static async Task WriteAsync(Session session, string path, bool force, bool isPage, List<ReviewedUser> users, DateTimeOffset now, bool byProject)
    {
        if (isPage)
        {
            var note = byProject ? "Roles on projects were not read for active users." : null;
            await OutputFile.WriteTextAsync(path, force, ReviewPage.Of(users, FormattableString.Invariant($"Access review of company {session.Users.CompanyId}"), now, note)).ConfigureAwait(false);
            return;
        }
        await OutputFile.WriteAsync(path, force, async stream =>
        {
            var writer = TableWriter.Create(stream, path, [.. ReviewedUser.Columns.Select(column => column.Name)], isExcelSafe: true);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var user in users)
                    await writer.WriteAsync(ReviewedUser.Columns.Select(column => ValueText.Of(column.Value(user)))).ConfigureAwait(false);
            }
            return true;
        }).ConfigureAwait(false);
    }

    private static void SayEffort(Session session, ReviewReader reader, bool byProject, MembershipCache cache)
    {
        var parts = reader.Parts(byProject);
        var left = parts.Count(part => !cache.Has(part));
        session.Terminal.Say(FormattableString.Invariant($"Memberships are read by {(byProject ? "project" : "user")}: at least {left} {(left == 1 ? "request" : "requests")} (by project {reader.RequestsByProject}, by user {reader.RequestsByUser})."));
        if (parts.Count > left)
            session.Terminal.Say(FormattableString.Invariant($"An earlier run has read {parts.Count - left} of {parts.Count} parts; this one continues."));
        if (RequestForecast.Of(session.Connection.LastResponse.Value, left, TimeProvider.System.GetUtcNow()) is { } forecast)
            session.Terminal.Say(forecast);
    }

    private sealed record Summary(long Users, long Findings, string File)
    {
        public static IReadOnlyList<Column<Summary>> Columns { get; } =
            [new("users", summary => summary.Users), new("users_with_findings", summary => summary.Findings), new("file", summary => summary.File)];
    }
}
