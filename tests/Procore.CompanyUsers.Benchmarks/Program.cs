using BenchmarkDotNet.Running;
using Procore.CompanyUsers.Benchmarks.Comparison;
using Procore.CompanyUsers.Benchmarks.Server;

switch (args)
{
    case ["compare", .. var options]:
        return await ComparisonRun.RunAsync(options);
    case [DirectoryServer.Verb]:
        await DirectoryServer.RunAsync();
        return 0;
    case [SideProcess.Verb, var side, var address]:
        await SideProcess.ServeAsync(side, new Uri(address));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
