using System.Globalization;
using Microsoft.Testing.Platform.Builder;

namespace Procore.CompanyUsers.Tests;

/// <summary>Runs the tests, or plays the second process that <see cref="ProcessTests"/> starts.</summary>
internal static class TestProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [RefreshingProgram.Verb, var directory, var address, var calls])
        {
            await RefreshingProgram.RunAsync(directory, address, int.Parse(calls, CultureInfo.InvariantCulture));
            return 0;
        }

        var builder = await TestApplication.CreateBuilderAsync(args);
        SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
        using var tests = await builder.BuildAsync();
        return await tests.RunAsync();
    }
}
