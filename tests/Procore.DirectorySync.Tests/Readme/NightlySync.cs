using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Procore.DirectorySync.Tests.Readme;

internal static class Program
{
    public static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddProcore(builder.Configuration.GetSection("Procore"));
        builder.Services.AddPeopleSource((services, stop) => services.GetRequiredService<IHrSystem>().ReadPeopleAsync(stop));
        builder.Services.AddDirectorySync(o =>
        {
            o.Sync = new DirectorySyncOptions(DirectoryScope.Employees) { MatchByEmailAddress = true, MaxChanges = 500 };
            o.JournalFolder = "nightly-sync";
            (o.Schedule, o.TimeZone) = ("0 2 * * *", TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        });
        builder.Services.AddHealthChecks().AddDirectorySync();
        await builder.Build().RunAsync();
    }
}
