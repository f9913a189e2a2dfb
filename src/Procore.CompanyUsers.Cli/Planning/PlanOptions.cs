using System.CommandLine;
using Procore.CompanyUsers.Models;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Options for a plan: scope, matching, fields and limits.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _scope = new("--scope") { Description = "The users that may be changed: employees or everybody. One of --scope, --vendor and --origin-prefix is required; several are combined with AND.", HelpName = "WHO" };
    private readonly Option<long[]> _vendors = new("--vendor") { Description = "Only users of this vendor; may be repeated.", HelpName = "ID" };
    private readonly Option<string?> _originPrefix = new("--origin-prefix") { Description = "Only users whose origin id starts with this text.", HelpName = "TEXT" };
    private readonly Option<bool> _matchEmail = new("--match-email") { Description = "Also matches users by e-mail address, which a first run needs if users have no origin ids yet." };
    private readonly Option<bool> _matchEmployeeId = new("--match-employee-id") { Description = "Also matches users by employee id." };
    private readonly Option<bool> _emailCase = new("--email-case") { Description = "Treats e-mail addresses that differ only by case as different." };
    private readonly Option<string[]> _always = new("--always") { Description = "Sends a field whenever it differs: the default except for the e-mail address and permission templates; may be repeated.", HelpName = "FIELD" };
    private readonly Option<string[]> _onCreate = new("--on-create") { Description = "Sends a field only when the user is created; may be repeated.", HelpName = "FIELD" };
    private readonly Option<string[]> _never = new("--never") { Description = "Never sends a field; may be repeated.", HelpName = "FIELD" };
    private readonly Option<bool> _keepMissing = new("--keep-missing") { Description = "Doesn't deactivate users that aren't in the file." };
    private readonly Option<int?> _maxDeactivations = new("--max-deactivations") { Description = "The maximum number of deactivations. Default: 50, or 5 % of the active users in scope if that is less.", HelpName = "N" };
    private readonly Option<bool?> _deactivateUnlinked = new("--deactivate-unlinked") { Description = "Whether to deactivate users outside the scope of employees that no run has linked or created, such as service accounts. Default: they stay active and are listed.", HelpName = "true|false" };
    private readonly Option<int?> _maxCreations = new("--max-creations") { Description = "The maximum number of new users. Default: 10, or 5 % of the active users in scope if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxReactivations = new("--max-reactivations") { Description = "The maximum number of reactivations. Default: 5, or 1 % of the active users in scope if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxUpdates = new("--max-updates") { Description = "The maximum number of updates; setting only the origin id doesn't count. Default: 10, or 10 % of the active users in scope if that is more.", HelpName = "N" };
    private readonly Option<int?> _maxIdentityChanges = new("--max-identity-changes") { Description = "The maximum number of users whose first name changes; last name, e-mail address and employee id each have the same limit. Default: 5, or 1 % of the matched users if that is more.", HelpName = "N" };
    private readonly Option<int?> _batchSize = new("--batch-size") { Description = "The number of users in one request, from 1 to 1000. Default: 500.", HelpName = "N" };
    private readonly Option<int?> _maxChanges = new("--max-changes") { Description = "The maximum number of changes. Default: no limit.", HelpName = "N" };
    private readonly Option<long[]> _protected = new("--protect") { Description = "Never changes this user; may be repeated.", HelpName = "ID" };

    public void AddTo(Command command)
    {
        Option[] options = [_scope, _vendors, _originPrefix, _matchEmail, _matchEmployeeId, _emailCase, _always, _onCreate, _never, _keepMissing, _deactivateUnlinked, _maxDeactivations, _maxCreations, _maxReactivations, _maxUpdates, _maxIdentityChanges, _maxChanges, _batchSize, _protected];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <exception cref="CommandException">The options are invalid.</exception>
    public DirectorySyncOptions Read(ParseResult parse)
    {
        var options = new DirectorySyncOptions(ScopeOf(parse))
        {
            MatchByEmailAddress = parse.GetValue(_matchEmail),
            MatchByEmployeeId = parse.GetValue(_matchEmployeeId),
            EmailCaseMatters = parse.GetValue(_emailCase),
            DeactivateMissing = !parse.GetValue(_keepMissing),
            MaxDeactivations = LimitOf(parse, _maxDeactivations),
            MaxCreations = LimitOf(parse, _maxCreations),
            MaxReactivations = LimitOf(parse, _maxReactivations),
            MaxUpdates = LimitOf(parse, _maxUpdates),
            MaxIdentityChanges = LimitOf(parse, _maxIdentityChanges),
            MaxChanges = LimitOf(parse, _maxChanges),
            DeactivateUnlinked = parse.GetValue(_deactivateUnlinked),
        };
        if (parse.GetValue(_batchSize) is { } size)
            options.BatchSize = size is >= 1 and <= 1000 ? size : throw CommandException.WrongUsage("--batch-size must be from 1 to 1000.");
        foreach (var id in parse.GetValue(_protected) ?? [])
            options.ProtectedIds.Add(id);
        SetPolicies(options, parse.GetValue(_always), FieldPolicy.Always);
        SetPolicies(options, parse.GetValue(_onCreate), FieldPolicy.OnCreate);
        SetPolicies(options, parse.GetValue(_never), FieldPolicy.Never);
        return options;
    }

    /// <exception cref="CommandException">The limit is negative.</exception>
    public static int? LimitOf(ParseResult parse, Option<int?> option) =>
        parse.GetValue(option) is var limit && limit is null or >= 0 ? limit : throw CommandException.WrongUsage($"{option.Name} must be 0 or more.");

    private DirectoryScope ScopeOf(ParseResult parse)
    {
        List<DirectoryScope> scopes = [];
        if (parse.GetValue(_scope) is { } scope)
        {
            scopes.Add(scope switch
            {
                "employees" => DirectoryScope.Employees,
                "everybody" => DirectoryScope.Everybody,
                _ => throw CommandException.WrongUsage($"Unknown scope '{scope}'. Use employees or everybody."),
            });
        }
        if (parse.GetValue(_vendors) is { Length: > 0 } vendors)
            scopes.Add(DirectoryScope.Vendors(vendors));
        if (parse.GetValue(_originPrefix) is { } prefix)
            scopes.Add(DirectoryScope.OriginIdPrefix(prefix));
        return scopes.Count > 0
            ? scopes.Aggregate((all, next) => all.And(next))
            : throw CommandException.WrongUsage("No scope specified. Users in scope that aren't in the file are deactivated, so pass --scope employees, --scope everybody, --vendor ID or --origin-prefix TEXT.");
    }

    private static void SetPolicies(DirectorySyncOptions options, string[]? names, FieldPolicy policy)
    {
        foreach (var name in names ?? [])
        {
            var field = CompanyUserSyncItem.Fields.FirstOrDefault(field => field.Name == name && name is not ("id" or "origin_id" or "is_active"))
                ?? throw CommandException.WrongUsage($"Unknown field '{name}'.");
            options.FieldPolicies[field.PropertyName] = policy;
        }
    }
}
