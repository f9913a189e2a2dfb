using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

internal sealed partial class CompanyUsersFacade
{
    public IAsyncEnumerable<CompanyUser> ListAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        UsersAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<CompanyUserPage> ListPagesAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        PagesAsync(Listing.OfUsers(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<long> ListIdsAsync(CompanyUserQuery? query = null, CancellationToken cancellationToken = default) =>
        IdsAsync(Listing.OfIds(routes, companyId, query ?? new CompanyUserQuery(), options.Paging.PageSize), cancellationToken);

    public IAsyncEnumerable<UserProject> ListProjectsAsync(long userId, CancellationToken cancellationToken = default)
    {
        var id = Positive(userId, nameof(userId));
        // A server that ignores the filter lists projects that the user isn't on.
        var listing = new LookupListing<UserProject>(
            "project", options.Paging.PageSize, project => project.ProjectId, (page, size, token) => routes.ListProjectAssignments(companyId, id, page, size, token), project => project.IsAssigned is not false, idName: "project_id");
        return new LookupReader(companyId, routes, options, timeProvider, events).ReadAsync(listing, cancellationToken);
    }

    private async IAsyncEnumerable<CompanyUserPage> PagesAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<CompanyUser>(listing, timeProvider, listing.StartPage);
        var isFirst = true;
        await foreach (var page in walk.PagesAsync(options.Paging.MaxParallelPages, cancellationToken).ConfigureAwait(false))
        {
            List<CompanyUser> users = [.. page.Items()];
            Report(page);
            if (page.IsNews || isFirst)
                yield return new CompanyUserPage(page.Number, users, walk.Total, page.TotalChanged, walk.HasNext(page));
            isFirst = false;
        }
    }

    private async IAsyncEnumerable<CompanyUser> UsersAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<CompanyUser>(listing, timeProvider, listing.StartPage);
        await foreach (var page in walk.PagesAsync(options.Paging.MaxParallelPages, cancellationToken).ConfigureAwait(false))
        {
            Report(page);
            foreach (var user in page.Items())
                yield return user;
        }
    }

    private async IAsyncEnumerable<long> IdsAsync(Listing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var user in UsersAsync(listing, cancellationToken).ConfigureAwait(false))
            yield return user.Id;
    }

    private void Report(FetchedPage<CompanyUser> page)
    {
        if (page.TotalChanged)
            events.TotalChanged(companyId, page.Number);
    }
}
