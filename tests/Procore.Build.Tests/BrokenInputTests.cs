namespace Procore.Build.Tests;

/// <summary>Inputs that NSwag can't use: one error that names the file, and nothing generated.</summary>
internal sealed class BrokenInputTests
{
    private SourceTree _tree = null!;

    [OneTimeSetUp]
    public void Restore_a_fresh_tree()
    {
        _tree = new SourceTree();
        _tree.Dotnet([], "restore", "src/Procore.Generated", "--disable-build-servers").MustSucceed();
    }

    [OneTimeTearDown]
    public void Delete_the_tree() => _tree.Dispose();

    [TestCase("openapi/company-users.json", """{ "openapi": "3.0.3", "paths": { "/a": """, "Unexpected end")]
    [TestCase("openapi/company-users.json", """{ "openapi": "3.0.3", "paths": { "/a": { "get": { "responses": { "200": { "$ref": "#/components/responses/Gone" } } } } } }""", "#/components/responses/Gone")]
    [TestCase("openapi/company-users.json", "<html>", "Unexpected character")]
    [TestCase("openapi/company-users.json", null, "Could not find file")]
    [TestCase("nswag.json", "{", "JObject")]
    [TestCase("build/templates/Class.liquid", "{% if x %}", "{% endif %}")]
    public void Is_one_error_with_the_file_and_the_reason_in_it(string input, string? content, string reason)
    {
        var path = _tree.PathOf(input);
        var usual = File.ReadAllBytes(path);
        BuildOutcome outcome;
        try
        {
            if (content is null)
                File.Delete(path);
            else
                File.WriteAllText(path, content);
            outcome = _tree.Build("--no-restore");
        }
        finally
        {
            File.WriteAllBytes(path, usual);
        }

        Assert.Multiple(() =>
        {
            Assert.That(outcome.ExitCode, Is.Not.Zero);
            Assert.That(outcome.Errors, Has.Some.Contains("Exception: ").And.Contains(reason), outcome.Output);
            Assert.That(outcome.Output, Does.Not.Contain("   at "), "no stack trace");
            Assert.That(_tree.Clients, Does.Not.Exist);
            Assert.That(_tree.Models, Does.Not.Exist);
        });
    }

    [Test]
    public void Leaves_what_was_generated_before()
    {
        using var tree = new SourceTree();
        tree.Generate().MustSucceed();
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
}
