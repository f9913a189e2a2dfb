using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A call of each method of <see cref="ICompanyUsers" />, in every way that leads to a route of its own.</summary>
internal static class FacadeCalls
{
    private const long Id = 7;

    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> ByMethod { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>
    {
        [nameof(ICompanyUsers.GetCurrentAsync)] = users => users.GetCurrentAsync(),
        [nameof(ICompanyUsers.GetAsync)] = users => users.GetAsync(Id),
        [nameof(ICompanyUsers.ListAsync)] = users => ForEachStatus(query => users.ListAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListPagesAsync)] = users => ForEachStatus(query => users.ListPagesAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListIdsAsync)] = users => ForEachStatus(query => users.ListIdsAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.CreateAsync)] = users => users.CreateAsync(new NewCompanyUser { LastName = "A", EmailAddress = "a@example.com" }),
        [nameof(ICompanyUsers.UpdateAsync)] = users => users.UpdateAsync(Id, new CompanyUserChanges { Zip = "1" }),
        [nameof(ICompanyUsers.DeactivateAsync)] = users => users.DeactivateAsync(Id),
        [nameof(ICompanyUsers.ReactivateAsync)] = users => users.ReactivateAsync(Id),
        [nameof(ICompanyUsers.InviteAsync)] = users => users.InviteAsync(Id),
    };

    private static async Task ForEachStatus(Func<CompanyUserQuery, Task> read)
    {
        foreach (var status in Enum.GetValues<CompanyUserStatus>())
            await read(new CompanyUserQuery { Status = status });
    }
}
