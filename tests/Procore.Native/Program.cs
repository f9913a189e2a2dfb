// Uses the client in native code, against procore-users serve: Procore.Native ADDRESS COMPANY_ID EMAIL. Ends with 0 if every step gives what it must.
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Procore.Native;

var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
{
    ["Procore:ApiAddress"] = args[0],
    ["Procore:LoginAddress"] = args[0],
    ["Procore:CompanyId"] = args[1],
    ["Procore:ClientId"] = "demo",
    ["Procore:ClientSecret"] = "demo-secret",
    ["Procore:Paging:PageSize"] = "100",
}).Build();
await using var services = new ServiceCollection().AddProcore(configuration.GetSection("Procore")).Services.BuildServiceProvider();
var users = services.GetRequiredService<ICompanyUsers>();

var emailAddress = args[2];

var before = await users.ListAllAsync();
Check("list", before.Count > 100 && before.All(user => user.LastName is not null));

var created = await users.CreateAsync(new NewCompanyUser("Native", emailAddress) { JobTitle = "Foreman" });
Check("create", created is { Id: > 0, JobTitle: "Foreman" });

var updated = await users.UpdateAsync(created.Id, new CompanyUserChanges { JobTitle = null });
Check("update", updated.JobTitle is null && updated.IsGiven(nameof(CompanyUser.JobTitle)));

var outcomes = await users.SyncAsync(
[
    new CompanyUserSyncItem { Id = created.Id, City = "Lisbon" },
    new CompanyUserSyncItem { LastName = "Taken", EmailAddress = emailAddress },
]);
Check("sync", outcomes is [{ Status: SyncStatus.Saved, User.City: "Lisbon" }, { Status: SyncStatus.Refused, Errors.Count: > 0 }]);

try
{
    await users.CreateAsync(new NewCompanyUser("Twice", emailAddress));
    Check("error", false);
}
catch (ProcoreException taken)
{
    Check("error", taken is { StatusCode: 409 or 422, Errors.Count: > 0 });
}

var json = JsonSerializer.Serialize(updated, ModelJson.Default.CompanyUser);
Check("System.Text.Json", json.Contains("\"job_title\":null", StringComparison.Ordinal) && JsonSerializer.Deserialize(json, ModelJson.Default.CompanyUser)!.Id == updated.Id);

return 0;

static void Check(string step, bool isRight)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {(isRight ? "as it must be" : "WRONG")}"));
    if (!isRight)
        Environment.Exit(1);
}
