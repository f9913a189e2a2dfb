using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.Live;

/// <summary>The live cases themselves: when they run, what they leave behind, and that the list of beliefs tells of each.</summary>
public sealed class LiveSuiteTests
{
    private static readonly Dictionary<string, string> Complete = new(StringComparer.Ordinal)
    {
        ["PROCORE_LIVE_COMPANY_ID"] = "5000000001",
        ["PROCORE_LIVE_CLIENT_ID"] = "id",
        ["PROCORE_LIVE_CLIENT_SECRET"] = "hush",
    };

    [Test]
    public void From_returns_null_without_the_variables() => Assert.That(LiveAccount.From(_ => null), Is.Null);

    [Test]
    public void From_returns_an_account_that_shows_no_secret()
    {
        var account = LiveAccount.From(Complete.GetValueOrDefault);

        Assert.That((account?.CompanyId, account?.ClientId, account?.ClientSecret), Is.EqualTo(((long?)5_000_000_001, "id", "hush")));
        Assert.That($"{account}", Does.Contain("5000000001").And.Not.Contain("hush"));
    }

    [TestCaseSource(nameof(Names))]
    public void From_throws_for_half_an_account_and_names_what_is_missing(string missing) => Assert.That(
        () => LiveAccount.From(name => name == missing ? "" : Complete[name]),
        Throws.InvalidOperationException.With.Message.Contains(missing));

    [Test]
    public void DisposeAsync_deactivates_users_of_a_failed_case()
    {
        var services = LiveDirectory.Open(account: null);

        Assert.CatchAsync(async () =>
        {
            await using (services)
            {
                await services.AddAsync();
                throw new InvalidOperationException("The case fails.");
            }
        });

        Assert.That(services.MadeInactive, Is.EqualTo(1));
    }

    [Test]
    public void Assumptions_name_the_live_case_or_say_why_there_is_none()
    {
        var listed = Assumption.ReadAll();

        Assert.That(listed.Select(belief => belief.Number), Is.EqualTo(Enumerable.Range(1, listed.Count)));
        Assert.That(listed.Where(belief => belief.HasCase).Select(belief => belief.Number), Is.EquivalentTo(LiveCases.All.Select(belief => belief.Assumption).Distinct()));
        Assert.That(listed.Where(belief => !belief.HasCase).Select(belief => belief.Tried), Has.All.Match("^no: .{10,}"), "why no case can try it");
    }

    [Test]
    public void Report_says_whether_each_assumption_holds_or_was_not_tried()
    {
        var report = new LiveReport("the sandbox");
        var (first, second) = (LiveCases.All[0], LiveCases.All[1]);
        report.Add(first, failure: null);
        report.Add(second, new InvalidOperationException("Two\nlines."));

        var lines = report.Lines().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(lines, Does.Contain($"holds at the sandbox: {first}"));
            Assert.That(lines, Does.Contain($"does NOT hold at the sandbox: {second}: Two lines."));
            Assert.That(lines, Does.Contain("not tried at the sandbox: 13: no: leaves 1,001 users behind, which can't be deleted"));
            Assert.That(lines.Count(line => line.StartsWith("not tried", StringComparison.Ordinal)), Is.EqualTo(Assumption.ReadAll().Count - 2), "those whose case was left out, too");
        });
    }

    private static IEnumerable<string> Names => Complete.Keys;
}
