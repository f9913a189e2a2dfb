using System.CommandLine;
using Procore.CompanyUsers.Cli.People;
using Procore.DirectorySync;
using Field = Procore.DirectorySync.PersonField;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Whom a plan may touch, by what it finds people, what it sends and how much it may do.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _scope = new("--scope") { Description = "Whose records may be touched: employees or everybody. Say this, --vendor or --origin-prefix; what is said narrows together.", HelpName = "WHO" };
    private readonly Option<long[]> _vendors = new("--vendor") { Description = "Only people of this vendor; may be repeated.", HelpName = "ID" };
    private readonly Option<string?> _originPrefix = new("--origin-prefix") { Description = "Only people whose origin id begins so.", HelpName = "TEXT" };
    private readonly Option<bool> _matchEmail = new("--match-email") { Description = "Finds people by e-mail address too, as a first run over people without origin ids needs." };
    private readonly Option<bool> _matchEmployeeId = new("--match-employee-id") { Description = "Finds people by employee id too." };
    private readonly Option<bool> _emailCase = new("--email-case") { Description = "Takes an address for another one where only its case differs." };
    private readonly Option<string[]> _always = new("--always") { Description = "Sends a field whenever it differs, which is usual but for the e-mail address and permission templates; may be repeated.", HelpName = "FIELD" };
    private readonly Option<string[]> _onCreate = new("--on-create") { Description = "Sends a field only for newcomers; may be repeated.", HelpName = "FIELD" };
    private readonly Option<string[]> _never = new("--never") { Description = "Doesn't send a field; may be repeated.", HelpName = "FIELD" };
    private readonly Option<bool> _keepMissing = new("--keep-missing") { Description = "Deactivates nobody for not being in the file." };
    private readonly Option<int?> _maxDeactivations = new("--max-deactivations") { Description = "How many people may be deactivated; 50 or 5 % of the active people in scope, if that is less, by default.", HelpName = "N" };
    private readonly Option<int?> _maxChanges = new("--max-changes") { Description = "How many people may be changed altogether; any number by default.", HelpName = "N" };
    private readonly Option<long[]> _protected = new("--protect") { Description = "Never touches this person; may be repeated.", HelpName = "ID" };

    public void AddTo(Command command)
    {
        Option[] options = [_scope, _vendors, _originPrefix, _matchEmail, _matchEmployeeId, _emailCase, _always, _onCreate, _never, _keepMissing, _maxDeactivations, _maxChanges, _protected];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <exception cref="CommandException">They can't be right.</exception>
    public DirectorySyncOptions Read(ParseResult parse)
    {
        var options = new DirectorySyncOptions(ScopeOf(parse))
        {
            MatchByEmailAddress = parse.GetValue(_matchEmail),
            MatchByEmployeeId = parse.GetValue(_matchEmployeeId),
            EmailCaseMatters = parse.GetValue(_emailCase),
            DeactivateMissing = !parse.GetValue(_keepMissing),
            MaxDeactivations = parse.GetValue(_maxDeactivations),
            MaxChanges = parse.GetValue(_maxChanges),
        };
        foreach (var id in parse.GetValue(_protected) ?? [])
            options.ProtectedIds.Add(id);
        SetPolicies(options, parse.GetValue(_always), FieldPolicy.Always);
        SetPolicies(options, parse.GetValue(_onCreate), FieldPolicy.OnCreate);
        SetPolicies(options, parse.GetValue(_never), FieldPolicy.Never);
        return options;
    }

    private DirectoryScope ScopeOf(ParseResult parse)
    {
        List<DirectoryScope> scopes = [];
        if (parse.GetValue(_scope) is { } scope)
        {
            scopes.Add(scope switch
            {
                "employees" => DirectoryScope.Employees,
                "everybody" => DirectoryScope.Everybody,
                _ => throw CommandException.WrongUsage($"There is no scope '{scope}'. There are: employees, everybody."),
            });
        }
        if (parse.GetValue(_vendors) is { Length: > 0 } vendors)
            scopes.Add(DirectoryScope.Vendors(vendors));
        if (parse.GetValue(_originPrefix) is { } prefix)
            scopes.Add(DirectoryScope.OriginIdPrefix(prefix));
        return scopes.Count > 0
            ? scopes.Aggregate((all, next) => all.And(next))
            : throw CommandException.WrongUsage("Whose records may be touched? Whoever is in scope and not in the file is deactivated, so say --scope employees, --scope everybody, --vendor ID or --origin-prefix TEXT.");
    }

    private static void SetPolicies(DirectorySyncOptions options, string[]? names, FieldPolicy policy)
    {
        foreach (var name in names ?? [])
        {
            // What can be written is called here what it is called there.
            var known = PersonFields.Writable.FirstOrDefault(field => field.Name == name)?.Name.Replace("_", "", StringComparison.Ordinal);
            if (known is null || !Enum.TryParse<Field>(known, ignoreCase: true, out var field))
                throw CommandException.WrongUsage($"There is no field '{name}' that a plan sends or leaves out.");
            options.FieldPolicies[field] = policy;
        }
    }
}
