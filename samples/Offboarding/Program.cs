// Removes people from all projects and deactivates them: dotnet run --project samples/Offboarding -- ada@example.com bruno@example.com
// Their records are kept, so it is safe to run again. Sign in as a company admin: other accounts don't see all projects.
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
    if (await users.FindByEmailAsync(emailAddress) is not { Id: var id, IsActive: var isActive })
    {
        exitCode = 1;
        return "not in the directory";
    }
    IReadOnlyList<ProjectOutcome> outcomes;
    try
    {
        outcomes = await users.RemoveFromAllProjectsAsync(id);
    }
    finally
    {
        // Also if the removal fails: a leaver must not stay active.
        if (isActive != false)
            await users.DeactivateAsync(id);
    }
    var failed = outcomes.Where(outcome => outcome.Status is not (ProjectChangeStatus.Applied or ProjectChangeStatus.NotOnProject)).ToList();
    foreach (var outcome in failed)
    {
        Console.Error.WriteLine($"{emailAddress}: {outcome}: {string.Join("; ", outcome.Errors)}");
        exitCode = 1;
    }
    var removed = outcomes.Count - failed.Count;
    return $"removed from {removed} {(removed == 1 ? "project" : "projects")}, {(isActive == false ? "already inactive" : "deactivated")}";
}
