using System.Collections.Concurrent;
using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>
/// What is believed of Procore, tried: always against <see cref="Testing.FakeProcore"/>, and against a developer sandbox where the
/// environment names one. Prints what has held.
/// </summary>
[TestFixtureSource(nameof(Accounts))]
[Category("Live")]
public sealed class LiveTests(LiveAccount? account)
{
    private static readonly ConcurrentQueue<string> Seen = new();

    private string Where => account?.ToString() ?? "FakeProcore";

    [TestCaseSource(typeof(LiveCases), nameof(LiveCases.All))]
    public async Task Holds(LiveCase belief)
    {
        ArgumentNullException.ThrowIfNull(belief);
        await using var directory = LiveDirectory.Open(account);
        try
        {
            await belief.SeeAsync(directory);
        }
        catch (Exception exception)
        {
            Seen.Enqueue($"does NOT hold at {Where}: {belief}: {exception.Message}");
            throw;
        }

        Seen.Enqueue($"holds at {Where}: {belief}");
    }

    [OneTimeTearDown]
    public static void Report()
    {
        while (Seen.TryDequeue(out var line))
            TestContext.Progress.WriteLine(line);
    }

    private static IEnumerable<TestFixtureData> Accounts()
    {
        yield return new TestFixtureData([null]).SetArgDisplayNames("FakeProcore");
        if (LiveAccount.From(Environment.GetEnvironmentVariable) is { } account)
            yield return new TestFixtureData(account).SetArgDisplayNames($"{account}");
    }
}
