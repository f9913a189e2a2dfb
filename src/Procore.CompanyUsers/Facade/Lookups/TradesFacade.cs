using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

internal sealed class TradesFacade(LookupReader reader, CallObserver calls) : ITrades
{
    public IAsyncEnumerable<Trade> ListAsync(CancellationToken cancellationToken = default) => calls.Observe(reader.ReadAsync(
        new LookupListing<Trade>("trade", reader.PageSize(null), trade => trade.Id, (page, size, token) => reader.Routes.ListTrades(reader.CompanyId, page, size, token)),
        cancellationToken));
}
