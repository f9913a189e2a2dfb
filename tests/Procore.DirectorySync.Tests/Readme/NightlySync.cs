using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Procore.DirectorySync.Tests.Readme;

#pragma warning disable CA1725, CA1848, CA1873, CA2254 // What a README shows is short.
internal static class Program
{
    public static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddProcore(builder.Configuration.GetSection("Procore"));
        builder.Services.AddSingleton(p => new PeopleSync(p.GetRequiredService<ICompanyUsers>(), new DirectoryJournal("nightly-sync")));
        builder.Services.AddHostedService<NightlySync>();
        await builder.Build().RunAsync();
    }
}

internal sealed class NightlySync(PeopleSync sync, IHrSystem hr, ILogger<NightlySync> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var options = new DirectorySyncOptions(DirectoryScope.Employees) { MatchByEmailAddress = true, MaxChanges = 500 };
        for (; ; await Task.Delay(TimeSpan.FromDays(1), stop))
            try { log.LogInformation("{Run}", await sync.ApplyAsync(await sync.PlanAsync(hr.ReadPeopleAsync(stop), options, stop), null, stop)); }
            catch (Exception failed) when (failed is GuardTrippedException or ProcoreException) { log.LogError(failed, "Not tonight. The next run takes it up."); }
    }
}
