namespace Procore.CompanyUsers;

internal sealed class ProcoreClient(Routes routes, ProcoreOptions options, TimeProvider timeProvider) : IProcoreClient
{
    public IProcoreCompany Company(long companyId)
    {
        if (companyId <= 0)
            throw new ArgumentOutOfRangeException(nameof(companyId), companyId, "A company's id is positive. Take it from Procore.");
        return new ProcoreCompany(companyId, new CompanyUserDirectory(companyId, routes, options, timeProvider));
    }

    private sealed class ProcoreCompany(long id, ICompanyUsers users) : IProcoreCompany
    {
        public long Id { get; } = id;

        public ICompanyUsers Users { get; } = users;
    }
}
