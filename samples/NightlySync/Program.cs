// Makes the directory match a JSON file every night at 2:00, and reports its health at /health: dotnet run --project samples/NightlySync
// Configuration: Hr:File is the file; Hr:RunAtStart also runs the job when the program starts; Hr:Journal is the journal's folder.
using System.Runtime.CompilerServices;
using System.Text.Json;
using Procore.CompanyUsers;
using Procore.DirectorySync;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddProcore(builder.Configuration.GetSection("Procore"));
builder.Services.AddScoped<IPeopleSource, JsonPeople>();
builder.Services.AddDirectorySync(options =>
{
    // Employees only: service accounts and users of other companies are left alone.
    options.Sync = new DirectorySyncOptions(DirectoryScope.Employees) { MatchByEmailAddress = true };
    options.JournalFolder = builder.Configuration["Hr:Journal"] ?? "nightly-sync";
    options.Schedule = "0 2 * * *";
    options.RunAtStart = builder.Configuration.GetValue<bool>("Hr:RunAtStart");
});
builder.Services.AddHealthChecks().AddDirectorySync();

var app = builder.Build();
app.MapHealthChecks("/health");
app.Run();

/// <summary>Reads people from a JSON file: an array of objects with the properties of <c>Employee</c>.</summary>
internal sealed class JsonPeople(IConfiguration configuration) : IPeopleSource
{
    public async IAsyncEnumerable<Person> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A missing or broken file fails the night: nothing is sent, and the next night tries again.
        using var file = File.OpenRead(configuration["Hr:File"] ?? "people.json");
        await foreach (var employee in JsonSerializer.DeserializeAsyncEnumerable<Employee>(file, JsonSerializerOptions.Web, cancellationToken))
        {
            yield return new Person
            {
                OriginId = employee!.Id,
                FirstName = employee.FirstName,
                LastName = employee.LastName,
                EmailAddress = employee.EmailAddress,
                JobTitle = employee.JobTitle,
            };
        }
    }

    private sealed record Employee(string Id, string FirstName, string LastName, string EmailAddress, string? JobTitle);
}
