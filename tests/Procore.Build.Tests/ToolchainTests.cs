using System.Text.Json;

namespace Procore.Build.Tests;

/// <summary>Where NSwag comes from. A nuget.config beside the small project that asks for it keeps the machine's own feeds out.</summary>
internal sealed class ToolchainTests
{
    private SourceTree _tree = null!;
    private Dictionary<string, string?> _ownPackages = null!;
    private Dictionary<string, string?> _withoutNpm = null!;

    [SetUp]
    public void Copy_the_tree()
    {
        _tree = new SourceTree();
        // The made-up package must not get into the user's packages, nor count what these have of it.
        _ownPackages = new(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = _tree.PathOf("packages") };
        _withoutNpm = new(_tree.WithoutNpm.Concat(_ownPackages), StringComparer.Ordinal);
    }

    [TearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void A_feed_of_the_users_nuget_config_that_serves_it_is_enough()
    {
        var npm = Remembered(_tree.Generate("-p:NSwagToolchain=npm").MustSucceed(), "npm");
        var generatedByNpm = File.ReadAllBytes(_tree.Clients);
        NSwagFeed.Write(_tree.PathOf("feed"), PinnedVersion(), Path.GetDirectoryName(npm)!);
        File.WriteAllText(_tree.PathOf("nuget.config"), """<configuration><packageSources><add key="folder" value="feed" /></packageSources></configuration>""");
        _tree.Generate("-t:Clean").MustSucceed();

        var outcome = _tree.Build(_withoutNpm, "-f", "net10.0").MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(Remembered(outcome, "auto"), Does.StartWith(_tree.PathOf("packages")));
            Assert.That(File.ReadAllBytes(_tree.Clients), Is.EqualTo(generatedByNpm));
        });
    }

    [Test]
    public void A_feed_that_lacks_it_is_asked_once_and_npm_then_serves()
    {
        OnlyAnEmptyFeed();

        var first = _tree.Generate(_ownPackages, "-v:detailed").MustSucceed();
        File.SetLastWriteTimeUtc(_tree.Spec, DateTime.UtcNow);
        var second = _tree.Generate(_ownPackages, "-v:detailed").MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(Remembered(first, "auto"), Does.Contain("node_modules").And.Not.Empty);
            Assert.That(first.Output, Does.Contain("NU1101"));
            Assert.That(second.Output, Does.Not.Contain("NU1101").And.Not.Contain("npm ci"));
        });
    }

    [TestCase("auto", "Node.js 20", "NSwag.MSBuild")]
    [TestCase("npm", "Node.js 20", "npm")]
    [TestCase("nuget", "a feed that serves NSwag.MSBuild", "nuget.config")]
    [TestCase("yarn", "auto, nuget or npm", "not to yarn")]
    public void None_is_one_error_that_says_what_to_do(string toolchain, string remedy, string detail)
    {
        OnlyAnEmptyFeed();

        var outcome = _tree.Build(_withoutNpm, $"-p:NSwagToolchain={toolchain}");

        Assert.Multiple(() =>
        {
            Assert.That(outcome.ExitCode, Is.Not.Zero);
            Assert.That(outcome.Errors, Has.Count.EqualTo(1), outcome.Output);
            Assert.That(outcome.Errors, Has.All.Contains($"error NSWAG001: NSwag {PinnedVersion()} ").And.All.Contains(remedy).And.All.Contains(detail));
            Assert.That(Directory.Exists(_tree.ToolchainFolder) ? Directory.GetFiles(_tree.ToolchainFolder, "*.path") : [], Is.Empty, "a no isn't remembered");
        });
    }

    [Test]
    public void The_lock_file_pins_the_version_and_names_no_host()
    {
        var lockFile = File.ReadAllText(_tree.PathOf("build/nswag/package-lock.json"));
        using var json = JsonDocument.Parse(lockFile);
        var locked = json.RootElement.GetProperty("packages").GetProperty("node_modules/nswag");

        Assert.Multiple(() =>
        {
            Assert.That(locked.GetProperty("version").GetString(), Is.EqualTo(PinnedVersion()));
            Assert.That(locked.GetProperty("integrity").GetString(), Does.StartWith("sha512-"));
            Assert.That(lockFile, Does.Not.Contain("://"));
        });
    }

    private void OnlyAnEmptyFeed()
    {
        Directory.CreateDirectory(_tree.PathOf("build/nswag/empty"));
        File.WriteAllText(_tree.PathOf("build/nswag/nuget.config"), """<configuration><packageSources><clear /><add key="empty" value="empty" /></packageSources></configuration>""");
    }

    private string PinnedVersion()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(_tree.PathOf("build/nswag/package.json")));
        return package.RootElement.GetProperty("dependencies").GetProperty("nswag").GetString()!;
    }

    private string Remembered(BuildOutcome outcome, string toolchain)
    {
        var stamp = Path.Combine(_tree.ToolchainFolder, $"nswag-{PinnedVersion()}-{toolchain}.path");
        Assert.That(stamp, Does.Exist, outcome.Output);
        return File.ReadAllText(stamp).Trim();
    }
}
