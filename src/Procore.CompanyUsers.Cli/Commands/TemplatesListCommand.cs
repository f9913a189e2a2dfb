using System.CommandLine;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users templates list</c></summary>
internal sealed class TemplatesListCommand : LookupListCommand<PermissionTemplate>
{
    private static readonly Column<PermissionTemplate>[] Columns =
    [
        new("id", template => template.Id),
        new("name", template => template.Name),
        new("type", template => template.Type?.Value),
    ];

    private readonly Option<string> _tools = new("--tools")
    {
        Description = "project for the templates of users and projects, company for company permission templates, or any (the default).",
        DefaultValueFactory = _ => "any",
        HelpName = "TOOLS",
    };

    public TemplatesListCommand(CommandHost host)
        : base("Lists the company's permission templates.", "permission template", Columns, host)
    {
        _tools.AcceptOnlyFromAmong("project", "company", "any");
        Options.Add(_tools);
        AddCommonOptions();
    }

    protected override async IAsyncEnumerable<PermissionTemplate> ListAsync(Session session)
    {
        PermissionTemplateTools[] tools = session.Parse.GetValue(_tools) switch
        {
            "project" => [PermissionTemplateTools.Project],
            "company" => [PermissionTemplateTools.Company],
            _ => [PermissionTemplateTools.Project, PermissionTemplateTools.Company],
        };
        foreach (var tool in tools)
        {
            await foreach (var template in session.Company.PermissionTemplates.ListAsync(tool, session.Stop).ConfigureAwait(false))
                yield return template;
        }
    }
}
