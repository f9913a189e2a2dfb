namespace Procore.Build.Tests;

/// <summary>Inputs that NSwag can't use end in one error that says why, and leave the generated code as it was.</summary>
internal sealed class BrokenInputTests
{
    private SourceTree _tree = null!;

    [OneTimeSetUp]
    public void Copy_the_built_tree() => _tree = BuiltTree.Tree.Copy();

    [OneTimeTearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [Test]
    public void Build_reports_one_error_with_the_reason() =>
        ReportsOneError(() => _tree.Build("--no-restore"), "openapi/company-users.json", """{ "openapi": "3.0.3", "paths": { "/a": """, "Unexpected end");

    // Without the rest of a build, which asks for the same target.
    [TestCase("openapi/company-users.json", """{ "openapi": "3.0.3", "paths": { "/a": { "get": { "responses": { "200": { "$ref": "#/components/responses/Gone" } } } } } }""", "#/components/responses/Gone")]
    [TestCase("openapi/company-users.json", "<html>", "Unexpected character")]
    [TestCase("openapi/company-users.json", null, "Could not find file")]
    [TestCase("nswag.json", "{", "JObject")]
    [TestCase("build/templates/Class.liquid", "{% if x %}", "{% endif %}")]
    public void Generate_reports_one_error_with_the_reason(string input, string? content, string reason) =>
        ReportsOneError(() => _tree.Generate(), input, content, reason);

    [Test]
    public void Generate_leaves_the_earlier_output_when_the_spec_is_broken()
    {
        using var tree = BuiltTree.Tree.Copy().WithSmallSpec();
        var before = tree.Written();
        var usual = File.ReadAllText(tree.Spec);

        File.WriteAllText(tree.Spec, usual[..(usual.Length / 2)]);
        var broken = tree.Generate();
        var afterBroken = tree.Written();
        File.WriteAllText(tree.Spec, usual);
        tree.Generate().MustSucceed();

        Assert.Multiple(() =>
        {
            Assert.That(broken.ExitCode, Is.Not.Zero);
            Assert.That(afterBroken, Is.EqualTo(before));
            Assert.That(tree.Written().Clients, Is.GreaterThan(before.Clients));
        });
    }

    private void ReportsOneError(Func<BuildOutcome> run, string input, string? content, string reason)
    {
        var path = _tree.PathOf(input);
        var usual = File.ReadAllBytes(path);
        Directory.Delete(_tree.GeneratedFolder, recursive: true);
        BuildOutcome outcome;
        try
        {
            if (content is null)
                File.Delete(path);
            else
                File.WriteAllText(path, content);
            outcome = run();
        }
        finally
        {
            File.WriteAllBytes(path, usual);
        }

        Assert.Multiple(() =>
        {
            Assert.That(outcome.ExitCode, Is.Not.Zero);
            Assert.That(outcome.Errors, Has.Count.EqualTo(1), outcome.Output);
            Assert.That(outcome.Errors, Has.Some.Contains("nswag.json : error : NSwag can't generate from openapi/company-users.json, nswag.json and build/templates: ").And.Contains(reason), outcome.Output);
            Assert.That(outcome.Output, Does.Not.Contain("   at ").And.Not.Contain("--->"), "no stack trace");
            Assert.That(_tree.Clients, Does.Not.Exist);
            Assert.That(_tree.Models, Does.Not.Exist);
        });
    }
}
