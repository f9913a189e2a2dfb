using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The option of a list for active items, inactive ones or both.</summary>
internal sealed class StatusOption
{
    private readonly Option<string> _status = new("--status")
    {
        Description = "active (the default), inactive or any.",
        DefaultValueFactory = _ => "active",
        HelpName = "STATUS",
    };

    public StatusOption() => _status.AcceptOnlyFromAmong("active", "inactive", "any");

    public void AddTo(Command command) => command.Options.Add(_status);

    /// <returns>Null for both.</returns>
    public bool? IsActive(ParseResult parse) => parse.GetValue(_status) switch { "active" => true, "inactive" => false, _ => null };
}
