using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>
/// What is believed of Procore, tried: always against <see cref="Testing.FakeProcore"/>, and against a developer sandbox where the
/// environment names one. Prints of each belief whether it has held.
/// </summary>
[TestFixtureSource(nameof(Accounts))]
[Category("Live")]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class LiveTests(LiveAccount? account)
{
    private readonly LiveReport _report = new(account?.ToString() ?? "FakeProcore");

    [TestCaseSource(typeof(LiveCases), nameof(LiveCases.All))]
    public async Task Assumption_holds_for_the_live_account(LiveCase belief)
    {
        ArgumentNullException.ThrowIfNull(belief);
        await using var directory = LiveDirectory.Open(account);
        try
        {
            await belief.SeeAsync(directory);
        }
        catch (Exception exception)
        {
            _report.Add(belief, exception);
            throw;
        }

        _report.Add(belief, failure: null);
    }

    [OneTimeTearDown]
    public void Report()
    {
        foreach (var line in _report.Lines())
            TestContext.Progress.WriteLine(line);
    }

    private static IEnumerable<TestFixtureData> Accounts()
    {
        yield return new TestFixtureData([null]).SetArgDisplayNames("FakeProcore");
        if (LiveAccount.From(Environment.GetEnvironmentVariable) is { } account)
            yield return new TestFixtureData(account).SetArgDisplayNames($"{account}");
    }
}
