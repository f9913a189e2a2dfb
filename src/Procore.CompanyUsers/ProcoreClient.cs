namespace Procore.CompanyUsers;

internal sealed class ProcoreClient(ProcoreAccount account) : IProcoreClient
{
    public IProcoreCompany Company(long companyId)
    {
        if (companyId <= 0)
            throw new ArgumentOutOfRangeException(nameof(companyId), companyId, "A company's id is positive. Take it from Procore.");
        return new ProcoreCompany(companyId, new ObservedCompanyUsers(
            new CompanyUserDirectory(companyId, account.Routes, account.Options, account.TimeProvider, account.Events), companyId, account.TimeProvider));
    }

    private sealed class ProcoreCompany(long id, ICompanyUsers users) : IProcoreCompany
    {
        public long Id { get; } = id;

        public ICompanyUsers Users { get; } = users;
    }
}
