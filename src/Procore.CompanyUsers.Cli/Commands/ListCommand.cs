using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users list</c></summary>
internal sealed class ListCommand : DirectoryCommand
{
    private readonly QueryOptions _query = new();

    private readonly Option<int?> _limit = new("--limit") { Description = "The maximum number of users to show.", HelpName = "N" };

    public ListCommand(CommandHost host)
        : base("list", "Lists the users of the directory: active ones, unless --status says otherwise.", host)
    {
        _query.AddTo(this);
        Options.Add(_limit);
        AddCommonOptions();
    }

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var query = _query.Read(session.Parse);
        var columns = _query.Columns(session.Parse);
        var limit = session.Parse.GetValue(_limit);
        if (limit is < 1)
            throw CommandException.WrongUsage("--limit must be 1 or more.");
        if (limit is < 2000)
            query.PageSize = Math.Min(limit.Value, query.PageSize ?? 1000);
        var users = session.Users.ListAsync(query, session.Stop);
        if (limit is { } most)
            users = users.Take(most);
        var isTable = session.Rows.Format == OutputFormat.Table;
        columns ??= isTable ? PersonFields.Shown : [.. PersonFields.Writable.Select(PersonFields.ColumnOf)];
        var count = await session.Rows.WriteAsync(columns, users, ProcoreJson.Serialize, session.Stop).ConfigureAwait(false);
        if (isTable)
            session.Terminal.Say(FormattableString.Invariant($"{count} {(count == 1 ? "user" : "users")}."));
        return ExitCode.Done;
    }
}
