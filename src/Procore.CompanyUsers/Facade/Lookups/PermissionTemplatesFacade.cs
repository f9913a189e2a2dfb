using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

internal sealed class PermissionTemplatesFacade(LookupReader reader, CallObserver calls) : IPermissionTemplates
{
    public IAsyncEnumerable<PermissionTemplate> ListAsync(PermissionTemplateTools tools = PermissionTemplateTools.Project, CancellationToken cancellationToken = default)
    {
        var type = tools switch
        {
            PermissionTemplateTools.Project => "project_tools",
            PermissionTemplateTools.Company => "company_tools",
            _ => throw new ArgumentOutOfRangeException(nameof(tools), tools, "Templates are for Project or Company tools."),
        };
        return calls.Observe(ReadAsync(token => reader.Routes.ListPermissionTemplates(reader.CompanyId, type, token), cancellationToken));
    }

    /// <summary>Reads a list that has no pages.</summary>
    public static async IAsyncEnumerable<PermissionTemplate> ReadAsync(
        Func<CancellationToken, Task<ProcoreResponse<IReadOnlyList<PermissionTemplate>>>> fetch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await fetch(cancellationToken).ConfigureAwait(false);
        var position = 0;
        foreach (var template in response.Items())
        {
            if (template?.Id is not > 0)
                throw response.Lacks(FormattableString.Invariant($"a usable id of a permission template: it is missing or wrong at '[{position}].id'"));
            position++;
            yield return template;
        }
    }
}
