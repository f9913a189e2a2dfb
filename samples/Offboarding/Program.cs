// Deactivates people by e-mail address: dotnet run --project samples/Offboarding -- ada@example.com bruno@example.com
// Deactivating keeps the record and can be undone, so it is safe to run again.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Procore.CompanyUsers;

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: Offboarding EMAIL...");
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Services.AddProcore(builder.Configuration.GetSection("Procore"));
using var host = builder.Build();
var users = host.Services.GetRequiredService<ICompanyUsers>();

var exitCode = 0;
foreach (var emailAddress in args)
{
    try
    {
        Console.WriteLine($"{emailAddress}: {await OffboardAsync(emailAddress)}");
    }
    catch (ProcoreException failure)
    {
        // One failure doesn't keep the others' access. The message holds no personal data.
        Console.Error.WriteLine($"{emailAddress}: {failure.Message}");
        exitCode = 1;
    }
}
return exitCode;

async Task<string> OffboardAsync(string emailAddress)
{
    // Search also finds names and parts of addresses, so compare the whole address.
    var matches = await users.ListAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any, Search = emailAddress })
        .Where(user => string.Equals(user.EmailAddress, emailAddress, StringComparison.OrdinalIgnoreCase))
        .ToListAsync();
    switch (matches)
    {
        case []:
            exitCode = 1;
            return "not in the directory";
        case [{ IsActive: false }]:
            return "already inactive";
        case [{ Id: { } id }]:
            await users.DeactivateAsync(id);
            return "deactivated";
        default:
            exitCode = 1;
            return $"{matches.Count} users have this address; deactivate them by id";
    }
}
