namespace Procore.Build.Tests;

/// <summary>What an editor runs when it opens the project: it must not wait for a generator.</summary>
internal sealed class DesignTimeBuildTests
{
    private SourceTree _tree = null!;

    [SetUp]
    public void Restore_a_fresh_tree()
    {
        _tree = new SourceTree();
        _tree.Dotnet([], "restore", "src/Procore.Generated", "--disable-build-servers").MustSucceed();
    }

    [TearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void Of_a_fresh_tree_succeeds_and_generates_nothing()
    {
        var outcome = DesignTimeBuild().MustSucceed();

        Assert.That(outcome.Output, Does.Contain("ProcoreException.cs").And.Not.Contain("Clients.g.cs"));
        Assert.That(_tree.Clients, Does.Not.Exist);
    }

    [Test]
    public void Includes_what_was_generated_before_and_leaves_it_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_tree.Clients)!);
        File.WriteAllText(_tree.Clients, "// from an earlier build");
        File.WriteAllText(_tree.Models, "// from an earlier build");

        var outcome = DesignTimeBuild().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Output, Does.Contain("Clients.g.cs").And.Contain("Models.g.cs"));
            Assert.That(File.ReadAllText(_tree.Clients), Is.EqualTo("// from an earlier build"));
        });
    }

    private BuildOutcome DesignTimeBuild() => _tree.Dotnet(
        _tree.NoPrograms,
        "msbuild", "src/Procore.Generated", "-nologo", "-nodeReuse:false", "-t:Compile", "-getItem:Compile", "-p:TargetFramework=net10.0",
        "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
}
