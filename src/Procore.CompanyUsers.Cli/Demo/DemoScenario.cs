using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Models;
using Procore.CompanyUsers.Testing;
using Spectre.Console;

namespace Procore.CompanyUsers.Cli.Demo;

/// <summary>Fills an empty company directory with 250 users, through the facade alone.</summary>
internal sealed class DemoScenario(IAnsiConsole console)
{
    private const int Leavers = 12;
    private const int Returners = 4;
    private const int Shown = 10;

    private readonly FakeProcore _procore = new();
    private readonly Table _steps = new Table().Title("Calls").AddColumns("Call", "Requests", "Result");
    private int _requestsBefore;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var company = _procore.AddCompany("Bluestone Builders");
        company.AddUser("Demo", "Service", "demo@bluestone.example");
        var services = new ServiceCollection();
        services.AddProcore(options =>
        {
            options.AccessToken = _procore.IssueToken();
            options.CompanyId = company.Id;
            options.Paging.PageSize = 100;
        }).UseFakeProcore(_procore);
        var provider = services.BuildServiceProvider();
        await using var disposal = provider.ConfigureAwait(false);
        var users = provider.GetRequiredService<ICompanyUsers>();

        var me = await users.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        Step("GetCurrentAsync", $"signed in as {me.Name} at {company.Name}");

        var outcomes = await users.SyncAsync(DemoPeople.Read(), cancellationToken: cancellationToken).ConfigureAwait(false);
        var saved = outcomes.Where(outcome => outcome.Status == SyncStatus.Saved).Select(outcome => outcome.User!).ToList();
        Step("SyncAsync", $"{outcomes.Count} people in people.csv: {saved.Count} saved, {outcomes.Count - saved.Count} not");

        var engineers = new CompanyUserQuery { Search = "Project Engineer", Sort = [CompanyUserSort.Name] };
        var promoted = await users.ListAsync(engineers, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        Step("ListAsync", $"{promoted.Count} found by the search \"{engineers.Search}\"");
        foreach (var user in promoted)
        {
            var changes = new CompanyUserChanges { JobTitle = "Senior Project Engineer", BusinessPhone = null };
            await users.UpdateAsync(user.Id, changes, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        Step("UpdateAsync", $"{promoted.Count} promoted and their business phones cleared; nothing else changed");

        foreach (var user in saved.Take(Leavers))
            await users.DeactivateAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Step("DeactivateAsync", $"{Leavers} deactivated");
        foreach (var user in saved.Take(Returners))
            await users.ReactivateAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Step("ReactivateAsync", $"{Returners} of them reactivated");

        var active = await CountAsync(users, CompanyUserStatus.Active, cancellationToken).ConfigureAwait(false);
        var inactive = await CountAsync(users, CompanyUserStatus.Inactive, cancellationToken).ConfigureAwait(false);
        var any = await CountAsync(users, CompanyUserStatus.Any, cancellationToken).ConfigureAwait(false);
        Step("ListIdsAsync", $"three listings in pages of 100: {active} active and {inactive} inactive add up to {any}");

        var firstPage = new CompanyUserQuery { Status = CompanyUserStatus.Any, Sort = [CompanyUserSort.Name], PageSize = Shown };
        await foreach (var page in users.ListPagesAsync(firstPage, cancellationToken).ConfigureAwait(false))
        {
            Step("ListPagesAsync", $"page {page.Number} with {page.Users.Count} of {page.Total}");
            console.Write(_steps);
            console.Write(TableOf(outcomes.Where(outcome => outcome.Status != SyncStatus.Saved)));
            console.Write(TableOf(page.Users));
            break;
        }
        return 0;
    }

    private static async Task<int> CountAsync(ICompanyUsers users, CompanyUserStatus status, CancellationToken cancellationToken) =>
        await users.ListIdsAsync(new CompanyUserQuery { Status = status }, cancellationToken).CountAsync(cancellationToken).ConfigureAwait(false);

    private void Step(string call, string result)
    {
        var requests = _procore.Requests.Count;
        _steps.AddRow(call, (requests - _requestsBefore).ToString(CultureInfo.InvariantCulture), Markup.Escape(result));
        _requestsBefore = requests;
    }

    private static Table TableOf(IEnumerable<SyncOutcome> outcomes)
    {
        var table = new Table().Title("People that weren't saved, and why").AddColumns("Item", "Origin id", "Status", "Reason");
        foreach (var outcome in outcomes)
        {
            table.AddRow(
                outcome.Position.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(outcome.Item.OriginId.Or(null) ?? string.Empty),
                outcome.Status.ToString(),
                Markup.Escape(string.Join("; ", outcome.Errors)));
        }
        return table;
    }

    private static Table TableOf(IEnumerable<CompanyUser> users)
    {
        var table = new Table().Title("The first users by name").AddColumns("Id", "Name", "Job title", "City", "Origin id", "Active");
        foreach (var user in users)
        {
            table.AddRow(
                user.Id.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(user.Name ?? string.Empty),
                Markup.Escape(user.JobTitle ?? string.Empty),
                Markup.Escape(user.City ?? string.Empty),
                Markup.Escape(user.OriginId ?? string.Empty),
                user.IsActive == true ? "yes" : "no");
        }
        return table;
    }
}
