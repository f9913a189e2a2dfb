namespace Procore.Build.Tests;

/// <summary>What a build does with the sources in order. All tests share one tree and leave it in order.</summary>
internal sealed class GenerationTests
{
    private SourceTree _tree = null!;
    private BuildOutcome _firstBuild = null!;

    [OneTimeSetUp]
    public void Build_a_fresh_tree()
    {
        _tree = new SourceTree();
        // Nothing but the SDK is on the machine.
        _firstBuild = _tree.Build(_tree.NoPrograms, "-v:detailed");
    }

    [OneTimeTearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void A_fresh_tree_builds_for_both_frameworks_and_generates_once()
    {
        _firstBuild.MustSucceed();
        Assert.Multiple(() =>
        {
            Assert.That(_firstBuild.Output, Does.Contain("-> " + _tree.PathOf("src/Procore.Generated/bin/Debug/netstandard2.0/Procore.Generated.dll")));
            Assert.That(_firstBuild.Output, Does.Contain("-> " + _tree.PathOf("src/Procore.Generated/bin/Debug/net10.0/Procore.Generated.dll")));
            Assert.That(_firstBuild.Output.Split("Executing file 'nswag.json'"), Has.Length.EqualTo(2), "NSwag's own line, once");
        });
    }

    [Test]
    public void A_build_without_changes_does_not_generate()
    {
        _tree.Build().MustSucceed();
        var before = _tree.Written();

        _tree.Build().MustSucceed();

        Assert.That(_tree.Written(), Is.EqualTo(before));
    }

    [TestCase("openapi/company-users.json")]
    [TestCase("nswag.json")]
    [TestCase("build/templates/Class.liquid")]
    [TestCase("build/NSwag.targets")]
    public void A_newer_input_generates_once_more(string input)
    {
        _tree.Generate().MustSucceed();
        var before = _tree.Written();

        File.SetLastWriteTimeUtc(_tree.PathOf(input), DateTime.UtcNow);
        _tree.Generate().MustSucceed();
        var after = _tree.Written();
        _tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(after.Clients, Is.GreaterThan(before.Clients));
            Assert.That(after.Models, Is.GreaterThan(before.Models));
            Assert.That(_tree.Written(), Is.EqualTo(after), "and then is up to date");
        });
    }

    [Test]
    public void A_template_that_comes_or_goes_changes_what_is_generated()
    {
        _tree.Generate().MustSucceed();
        var usual = File.ReadAllBytes(_tree.Clients);
        var template = _tree.PathOf("build/templates/Client.Class.Body.liquid");
        try
        {
            File.WriteAllText(template, "// from a template of the test\n");
            _tree.Generate().MustSucceed();
            Assert.That(File.ReadAllText(_tree.Clients), Does.Contain("// from a template of the test"));
        }
        finally
        {
            File.Delete(template);
        }

        _tree.Generate().MustSucceed();

        Assert.That(File.ReadAllBytes(_tree.Clients), Is.EqualTo(usual));
    }

    [Test]
    public void Clean_deletes_what_was_generated_and_the_next_build_makes_it_anew()
    {
        _tree.Generate().MustSucceed();

        _tree.Dotnet([], "clean", "src/Procore.Generated", "--disable-build-servers").MustSucceed();
        Assert.That(_tree.Clients, Does.Not.Exist);
        Assert.That(_tree.Models, Does.Not.Exist);

        _tree.Generate().MustSucceed();
        Assert.That(_tree.Clients, Does.Exist);
    }

    [Test]
    public void Another_folder_gives_the_same_bytes()
    {
        _tree.Generate().MustSucceed();
        using var other = new SourceTree();
        other.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(other.Clients), Is.EqualTo(File.ReadAllBytes(_tree.Clients)));
            Assert.That(File.ReadAllBytes(other.Models), Is.EqualTo(File.ReadAllBytes(_tree.Models)));
        });
    }

    [Test]
    public void A_build_that_is_well_says_nothing_of_generating()
    {
        File.SetLastWriteTimeUtc(_tree.Spec, DateTime.UtcNow);

        var outcome = _tree.Generate().MustSucceed();

        Assert.That(outcome.Output, Is.Empty);
    }
}
