using Procore.CompanyUsers;

namespace Procore.DirectorySync;

/// <summary>Identifies a directory. A user has the same id in every company, so ids can't tell two directories apart.</summary>
internal readonly record struct DirectoryAddress(long CompanyId, string ApiHost)
{
    public static DirectoryAddress Of(ICompanyUsers users) => new(users.CompanyId, users.ApiAddress.Authority);

    /// <exception cref="InvalidOperationException">This is the address of another directory.</exception>
    public void Check(ICompanyUsers users, string what)
    {
        var here = Of(users);
        if (CompanyId != here.CompanyId || !string.Equals(ApiHost, here.ApiHost, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{what} is of {this}, and this is {here}. Nothing was sent. Use it with the company that it was made for.");
    }

    public override string ToString() => FormattableString.Invariant($"company {CompanyId} at {ApiHost}");
}
