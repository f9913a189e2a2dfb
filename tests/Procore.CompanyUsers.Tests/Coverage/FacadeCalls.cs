using System.Reflection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A call of each method of <see cref="ICompanyUsers" />, in every way that leads to a route of its own.</summary>
internal static class FacadeCalls
{
    private const long Id = 7;

    private static readonly CompanyUserWriteOptions Options = new() { RunConfigurableValidations = true };
    private static readonly CompanyUserSyncItem[] Items = [new() { Id = Id, Zip = "1" }];
    private static readonly ProjectAssignment[] Assignments = [new(Id, 8) { PermissionTemplateId = 9 }];
    private static readonly ProjectAssignment[] AssignmentsOfEachRoute = [.. Assignments, new(Id, 10) { ProjectRoleIds = [11] }];
    private static readonly ProjectMember[] Members = [new(Id, 8)];

    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> ByMethod { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>
    {
        [nameof(ICompanyUsers.GetCurrentAsync)] = users => users.GetCurrentAsync(),
        [nameof(ICompanyUsers.GetAsync)] = users => users.GetAsync(Id),
        [nameof(ICompanyUsers.ListAsync)] = users => ForEachStatus(query => users.ListAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListPagesAsync)] = users => ForEachStatus(query => users.ListPagesAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListIdsAsync)] = users => ForEachStatus(query => users.ListIdsAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListProjectsAsync)] = users => users.ListProjectsAsync(Id).ReadAllAsync(),
        [nameof(ICompanyUsers.CreateAsync)] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com")),
        [nameof(ICompanyUsers.UpdateAsync)] = users => users.UpdateAsync(Id, new CompanyUserChanges { Zip = "1" }),
        [nameof(ICompanyUsers.DeactivateAsync)] = users => users.DeactivateAsync(Id),
        [nameof(ICompanyUsers.ReactivateAsync)] = users => users.ReactivateAsync(Id),
        [nameof(ICompanyUsers.InviteAsync)] = users => users.InviteAsync(Id),
        [nameof(ICompanyUsers.SyncStreamingAsync)] = users => users.SyncStreamingAsync(Items.AsStream()).ReadAllAsync(),
        [nameof(ICompanyUsers.AddToProjectsStreamingAsync)] = users => users.AddToProjectsStreamingAsync(AssignmentsOfEachRoute.AsStream()).ReadAllAsync(),
        [nameof(ICompanyUsers.RemoveFromProjectsStreamingAsync)] = users => users.RemoveFromProjectsStreamingAsync(Members.AsStream()).ReadAllAsync(),
        [nameof(ICompanyUsers.UpdateTemplateAndRolesStreamingAsync)] = users => users.UpdateTemplateAndRolesStreamingAsync(Assignments.AsStream()).ReadAllAsync(),
        [nameof(ICompanyUsers.RemoveTemplateAndRolesStreamingAsync)] = users => users.RemoveTemplateAndRolesStreamingAsync(Assignments.AsStream()).ReadAllAsync(),
        [nameof(ICompanyUsers.StartAddToProjectsAsync)] = users => users.StartAddToProjectsAsync(Assignments),
        [nameof(ICompanyUsers.StartRemoveFromProjectsAsync)] = users => users.StartRemoveFromProjectsAsync(Members),
        [nameof(ICompanyUsers.GetBulkJob)] = users => users.GetBulkJob("7").GetStatusAsync(),
    };

    /// <summary>The methods that send query parameters only on request, called with all of them.</summary>
    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> WithEveryParameter { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>
    {
        [nameof(ICompanyUsers.ListAsync)] = users => ForEachRoute(query => users.ListAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListPagesAsync)] = users => ForEachRoute(query => users.ListPagesAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.ListIdsAsync)] = users => ForEachRoute(query => users.ListIdsAsync(query).ReadAllAsync()),
        [nameof(ICompanyUsers.CreateAsync)] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com"), Options),
        [nameof(ICompanyUsers.UpdateAsync)] = users => users.UpdateAsync(Id, new CompanyUserChanges { Zip = "1" }, Options),
    };

    /// <summary>A call of each method of the lists beside the users, with all parameters that it sends, by interface and method.</summary>
    public static IReadOnlyDictionary<string, Func<IProcoreCompany, Task>> ByLookup { get; } = new Dictionary<string, Func<IProcoreCompany, Task>>
    {
        ["IProjects.ListAsync"] = company => company.Projects.ListAsync(new ProjectQuery { OriginId = "o", Number = "n", UpdatedAt = new TimeRange(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) }).ReadAllAsync(),
        ["IProjects.ListUsersAsync"] = company => company.Projects.ListUsersAsync(8).ReadAllAsync(),
        ["IProjects.ListPermissionTemplatesAsync"] = company => company.Projects.ListPermissionTemplatesAsync(8).ReadAllAsync(),
        ["IVendors.ListAsync"] = async company =>
        {
            await company.Vendors.ListAsync(new VendorQuery { Search = "s", OriginId = "o" }).ReadAllAsync();
            await company.Vendors.ListAsync(new VendorQuery { IsActive = null }).ReadAllAsync();
        },
        ["IPermissionTemplates.ListAsync"] = company => company.PermissionTemplates.ListAsync().ReadAllAsync(),
        ["ITrades.ListAsync"] = company => company.Trades.ListAsync().ReadAllAsync(),
        ["IWorkClassifications.ListAsync"] = company => company.WorkClassifications.ListAsync().ReadAllAsync(),
    };

    /// <summary>A call of each extension, by its name and the type of its argument.</summary>
    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> ByExtension { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>
    {
        ["CreateAsync(NewCompanyUser)"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com"), CancellationToken.None),
        ["UpdateAsync(Int64)"] = users => users.UpdateAsync(Id, new CompanyUserChanges { Zip = "1" }, CancellationToken.None),
        ["SyncAsync(IEnumerable)"] = users => users.SyncAsync(Items),
        ["SyncAsync(IAsyncEnumerable)"] = users => users.SyncAsync(Items.AsStream()),
        ["SyncStreamingAsync(IEnumerable)"] = users => users.SyncStreamingAsync(Items).ReadAllAsync(),
        ["AddToProjectsAsync(IEnumerable)"] = users => users.AddToProjectsAsync(AssignmentsOfEachRoute),
        ["AddToProjectsStreamingAsync(IEnumerable)"] = users => users.AddToProjectsStreamingAsync(AssignmentsOfEachRoute).ReadAllAsync(),
        ["RemoveFromProjectsAsync(IEnumerable)"] = users => users.RemoveFromProjectsAsync(Members),
        ["RemoveFromProjectsStreamingAsync(IEnumerable)"] = users => users.RemoveFromProjectsStreamingAsync(Members).ReadAllAsync(),
        ["UpdateTemplateAndRolesAsync(IEnumerable)"] = users => users.UpdateTemplateAndRolesAsync(Assignments),
        ["UpdateTemplateAndRolesStreamingAsync(IEnumerable)"] = users => users.UpdateTemplateAndRolesStreamingAsync(Assignments).ReadAllAsync(),
        ["RemoveTemplateAndRolesAsync(IEnumerable)"] = users => users.RemoveTemplateAndRolesAsync(Assignments),
        ["RemoveTemplateAndRolesStreamingAsync(IEnumerable)"] = users => users.RemoveTemplateAndRolesStreamingAsync(Assignments).ReadAllAsync(),
    };

    public static IEnumerable<string> Extensions => ByExtension.Keys;

    public static string KeyOf(MethodInfo extension) =>
        $"{extension.Name}({extension.GetParameters()[1].ParameterType.Name.Split('`')[0]})";

    public static string MethodOf(string extension)
    {
        var name = extension.Split('(')[0];
        return ByMethod.ContainsKey(name) ? name : name.Replace("Async", "StreamingAsync", StringComparison.Ordinal);
    }

    /// <summary>A success of the least words that each route may have.</summary>
    public static HttpResponseMessage AnswerTo(SentRequest request) => Answer.Json(request.Address.AbsolutePath switch
    {
        var path when path.Contains("/bulk/status/", StringComparison.Ordinal) => """{"data":{"is_complete":true}}""",
        var path when path.Contains("/bulk_", StringComparison.Ordinal) => "{}",
        var path when request.Method == "GET" && !path.EndsWith("/7", StringComparison.Ordinal) && !path.EndsWith("/me", StringComparison.Ordinal) => "[]",
        _ => """{"id":7}""",
    });

    private static async Task ForEachStatus(Func<CompanyUserQuery, Task> read)
    {
        foreach (var status in Enum.GetValues<CompanyUserStatus>())
            await read(new CompanyUserQuery { Status = status });
    }

    private static async Task ForEachRoute(Func<CompanyUserQuery, Task> read)
    {
        foreach (var status in Enum.GetValues<CompanyUserStatus>())
            await read(Everything(status));
        await read(new CompanyUserQuery { Status = CompanyUserStatus.Inactive, Search = "a" });
    }

    /// <summary>A query with every filter that the route of a status takes.</summary>
    private static CompanyUserQuery Everything(CompanyUserStatus status) => status is CompanyUserStatus.Inactive
        ? new CompanyUserQuery { Status = status, Sort = [CompanyUserSort.Name] }
        : new CompanyUserQuery
        {
            Status = status,
            Search = "a",
            VendorIds = [1],
            TradeIds = [2],
            OriginId = "o",
            CreatedAt = new TimeRange(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            UpdatedAt = new TimeRange(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            Sort = [CompanyUserSort.Name],
        };
}
