namespace Procore.Build.Tests;

/// <summary>When a build generates, and what. The tests that change inputs share one copy of the built tree and put them back.</summary>
internal sealed class GenerationTests
{
    private SourceTree _tree = null!;

    [OneTimeSetUp]
    public void Copy_the_built_tree()
    {
        _tree = BuiltTree.Tree.Copy().WithSmallSpec();
        // The list of inputs holds paths, so the first call in another folder generates.
        _tree.Generate().MustSucceed();
    }

    [OneTimeTearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void Build_generates_once_for_both_frameworks()
    {
        var (tree, build) = (BuiltTree.Tree, BuiltTree.FirstBuild);

        Assert.Multiple(() =>
        {
            Assert.That(build.Output, Does.Contain("-> " + tree.PathOf("src/Procore.Generated/bin/Debug/netstandard2.0/Procore.Generated.dll")));
            Assert.That(build.Output, Does.Contain("-> " + tree.PathOf("src/Procore.Generated/bin/Debug/net10.0/Procore.Generated.dll")));
            Assert.That(build.Output.Split("Executing file 'nswag.json'"), Has.Length.EqualTo(2), "NSwag's own line, once");
        });
    }

    [Test]
    public void Build_generates_nothing_when_nothing_changed()
    {
        var before = BuiltTree.Tree.Written();

        BuiltTree.Tree.Build("--no-restore").MustSucceed();

        Assert.That(BuiltTree.Tree.Written(), Is.EqualTo(before));
    }

    [TestCase("openapi/company-users.json")]
    [TestCase("nswag.json")]
    [TestCase("build/templates/Class.liquid")]
    [TestCase("build/NSwag.targets")]
    public void Generate_runs_once_when_an_input_is_newer(string input)
    {
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
    public void Generate_runs_when_the_version_of_NSwag_changes()
    {
        var before = _tree.Written();
        var version = File.ReadLines(Path.Combine(_tree.GeneratedFolder, "inputs.txt")).Last();
        // A name for the same program is a version in another folder, as far as the build can see.
        var otherVersion = _tree.PathOf("another-version");
        Directory.CreateSymbolicLink(otherVersion, version);

        _tree.Generate($"-p:NSwagDir_Net100={otherVersion}/").MustSucceed();
        var after = _tree.Written();
        _tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(version, Does.Contain("nswag.msbuild").IgnoreCase);
            Assert.That(after.Clients, Is.GreaterThan(before.Clients));
            Assert.That(_tree.Written().Clients, Is.GreaterThan(after.Clients));
        });
    }

    [Test]
    public void Generate_uses_an_added_template_until_it_is_deleted()
    {
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
    public void Generate_writes_other_code_when_a_template_changes()
    {
        var template = _tree.PathOf("build/templates/File.liquid");
        var usual = File.ReadAllText(template);
        try
        {
            File.WriteAllText(template, usual + "// from a changed template\n");
            _tree.Generate().MustSucceed();
            Assert.That(File.ReadAllText(_tree.Clients), Does.Contain("// from a changed template"));
        }
        finally
        {
            File.WriteAllText(template, usual);
            _tree.Generate().MustSucceed();
        }
    }

    [Test]
    public void Clean_deletes_the_generated_folder_and_Rebuild_fills_it_again()
    {
        using var tree = BuiltTree.Tree.Copy().WithSmallSpec();

        tree.Target("Clean").MustSucceed();
        Assert.That(tree.GeneratedFolder, Does.Not.Exist);

        // The compiler, which takes longest, has nothing to do with it.
        tree.Build("--no-restore", "-t:Rebuild", "-p:SkipCompilerExecution=true", "-p:SkipCopyBuildProduct=true", "-p:ProduceReferenceAssembly=false", "-p:GenerateDocumentationFile=false").MustSucceed();
        Assert.That(tree.Clients, Does.Exist);
        Assert.That(tree.Models, Does.Exist);
    }

    [Test]
    public void Generate_writes_the_same_bytes_in_another_folder()
    {
        using var tree = BuiltTree.Tree.Copy();

        tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(tree.Written().Clients, Is.GreaterThan(BuiltTree.Tree.Written().Clients), "the list of inputs holds paths");
            Assert.That(tree.Root, Does.Not.Contain(" "));
            Assert.That(BuiltTree.Tree.Root, Does.Contain(", "));
            Assert.That(File.ReadAllBytes(tree.Clients), Is.EqualTo(File.ReadAllBytes(BuiltTree.Tree.Clients)));
            Assert.That(File.ReadAllBytes(tree.Models), Is.EqualTo(File.ReadAllBytes(BuiltTree.Tree.Models)));
        });
    }

    [Test]
    public void Generate_prints_nothing_when_it_succeeds()
    {
        File.SetLastWriteTimeUtc(_tree.Spec, DateTime.UtcNow);

        var outcome = _tree.Generate().MustSucceed();

        Assert.That(outcome.Output, Is.Empty);
    }
}
