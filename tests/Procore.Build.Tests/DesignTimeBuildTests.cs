namespace Procore.Build.Tests;

/// <summary>An editor runs this build when it opens the project. It must not wait for a generator.</summary>
internal sealed class DesignTimeBuildTests
{
    private SourceTree _tree = null!;

    [SetUp]
    public void Copy_the_built_tree_without_its_output()
    {
        _tree = BuiltTree.Tree.Copy();
        Directory.Delete(_tree.GeneratedFolder, recursive: true);
    }

    [TearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void DesignTimeBuild_generates_nothing_in_a_fresh_tree()
    {
        var outcome = DesignTimeBuild().MustSucceed();

        Assert.That(outcome.Output, Does.Contain("ProcoreException.cs").And.Not.Contain("Clients.g.cs"));
        Assert.That(_tree.Clients, Does.Not.Exist);
    }

    [Test]
    public void DesignTimeBuild_includes_earlier_output_without_changing_it()
    {
        Directory.CreateDirectory(_tree.GeneratedFolder);
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
