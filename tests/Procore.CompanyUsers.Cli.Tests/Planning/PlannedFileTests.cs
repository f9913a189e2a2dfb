using System.Text.Json.Nodes;
using Procore.CompanyUsers.Cli.Planning;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Tests.Planning;

public sealed class PlannedFileTests
{
    [Test]
    public async Task WordsOf_describes_each_reason_of_a_skip()
    {
        using var served = await ServedDirectory.StartAsync("--people", "3");
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("plan.json");
        var plan = await served.RunAsync("plan", folder.Write("hr.csv", "origin_id,last_name,email_address,is_active\nNONE-1,Xu,xu@example.com,false\n"), "--scope", "employees", "--match-email", "--max-deactivations", "10", "--out", path);
        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        var skipped = json["skipped"]!.AsArray();
        var person = skipped[0]!["person"]!;
        skipped.Clear();
        foreach (var reason in Enum.GetNames<SkipReason>())
            skipped.Add(new JsonObject { ["reason"] = reason, ["person"] = person.DeepClone() });

        var planned = PlannedFile.WithoutFile(DirectoryPlan.FromJson(json.ToJsonString()));

        Assert.That(planned.Plan.Skipped.Select(planned.WordsOf), Is.Unique.And.All.Contains(" "));
    }
}
