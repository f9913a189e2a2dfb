using System.Collections.Concurrent;

namespace Procore.CompanyUsers;

/// <summary>The budgets of one set of credentials, one for each company, so that no company holds up another.</summary>
internal sealed class RateLimits
{
    private readonly ConcurrentDictionary<string, RateLimitBudget> _budgets = new(StringComparer.Ordinal);

    public RateLimitBudget Of(string companyId) => _budgets.GetOrAdd(companyId, _ => new RateLimitBudget());
}
