using System.CommandLine;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Options that name what a user refers to; the ids are looked up.</summary>
internal sealed class NameOptions
{
    private readonly Option<string?> _vendor = Named("--vendor", "The vendor by name, in place of --vendor-id.");
    private readonly Option<string?> _template = Named("--permission-template", "The default permission template by name, in place of --default-permission-template-id.");
    private readonly Option<string?> _companyTemplate = Named("--company-permission-template", "The company permission template by name, in place of --company-permission-template-id.");
    private readonly Option<string?> _classification = Named("--work-classification", "The work classification by name, in place of --work-classification-id.");

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _vendor, _template, _companyTemplate, _classification })
            command.Options.Add(option);
    }

    /// <summary>Adds the ids of the names to the JSON of a user.</summary>
    /// <exception cref="CommandException">Names are unknown or ambiguous, or the id is given too. The message lists each.</exception>
    public async Task<string> AddIdsAsync(Session session, string json)
    {
        var person = JsonNode.Parse(json)!.AsObject();
        var problems = new List<string>();
        var company = session.Company;
        await AddAsync(_vendor, "vendor_id", async name => (await company.Vendors.FindByNameAsync(name, session.Stop).ConfigureAwait(false))?.Id).ConfigureAwait(false);
        await AddAsync(_template, "default_permission_template_id", name => TemplateAsync(name, PermissionTemplateTools.Project)).ConfigureAwait(false);
        await AddAsync(_companyTemplate, "company_permission_template_id", name => TemplateAsync(name, PermissionTemplateTools.Company)).ConfigureAwait(false);
        await AddAsync(_classification, "work_classification_id", async name => (await company.WorkClassifications.FindByNameAsync(name, session.Stop).ConfigureAwait(false))?.Id).ConfigureAwait(false);
        return problems.Count == 0 ? person.ToJsonString() : throw CommandException.WrongUsage(string.Join('\n', problems));

        async Task<long?> TemplateAsync(string name, PermissionTemplateTools tools) => (await company.PermissionTemplates.FindByNameAsync(name, tools, session.Stop).ConfigureAwait(false))?.Id;

        async Task AddAsync(Option<string?> option, string field, Func<string, Task<long?>> find)
        {
            if (session.Parse.GetValue(option) is not { } name)
                return;
            if (string.IsNullOrWhiteSpace(name))
            {
                problems.Add($"{option.Name} is blank.");
            }
            else if (person.ContainsKey(field))
            {
                problems.Add($"{option.Name} and --{field.Replace('_', '-')} are both given. Pass only one of the two options.");
            }
            else
            {
                try
                {
                    if (await find(name).ConfigureAwait(false) is { } id)
                        person[field] = id;
                    else
                        problems.Add($"{option.Name}: nothing is called '{name}'.");
                }
                catch (AmbiguousNameException ambiguous)
                {
                    problems.Add($"{option.Name}: {ambiguous.Message}");
                }
            }
        }
    }

    private static Option<string?> Named(string name, string description) => new(name) { Description = description, HelpName = "NAME" };
}
