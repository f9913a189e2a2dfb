using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

internal sealed class WorkClassificationsFacade(LookupReader reader, CallObserver calls) : IWorkClassifications
{
    public IAsyncEnumerable<WorkClassification> ListAsync(CancellationToken cancellationToken = default) => calls.Observe(reader.ReadAsync(
        new LookupListing<WorkClassification>("work classification", reader.PageSize(null), classification => classification.Id, (page, size, token) =>
            reader.Routes.ListWorkClassifications(reader.CompanyId, page, size, token)),
        cancellationToken));
}
