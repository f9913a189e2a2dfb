namespace Procore.CompanyUsers.Testing.Tests.Readme;

/// <summary>The integration that the README's example tests.</summary>
internal sealed class Offboarding(ICompanyUsers users)
{
    public async Task RunAsync(string emailAddress)
    {
        await foreach (var user in users.ListAsync(new CompanyUserQuery { Search = emailAddress }))
            await users.DeactivateAsync(user.Id);
    }
}
