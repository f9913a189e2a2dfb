using System.Text;
using Newtonsoft.Json.Linq;

namespace SpecTool.Tests;

public sealed class CommandTests
{
    private RepositoryCopy _copy = null!;

    private string Result => _copy.Folder.Result;

    [SetUp]
    public void CopyInputs()
    {
        _copy = RepositoryCopy.OfFrozen();
        File.Delete(Result);
    }

    [TearDown]
    public void RemoveCopy() => _copy.Dispose();

    [Test]
    public void Build_writes_what_is_checked_in()
    {
        using var copy = RepositoryCopy.OfRepository();

        Assert.That(copy.Run("build"), Is.Zero);

        Assert.That(File.ReadAllBytes(copy.Folder.Result), Is.EqualTo(File.ReadAllBytes(Inputs.Repository.Result)), "run: dotnet run --project build/SpecTool -- build");
        Assert.That(File.ReadAllText(copy.Folder.Readme), Is.EqualTo(File.ReadAllText(Inputs.Repository.Readme)), "run: dotnet run --project build/SpecTool -- build");
    }

    [Test]
    public void Build_writes_the_same_bytes_twice_and_verify_passes()
    {
        Run("build");
        var first = File.ReadAllBytes(Result);

        Assert.That(Run("build"), Is.Zero);
        Assert.That(File.ReadAllBytes(Result), Is.EqualTo(first));
        Assert.That(Run("verify"), Is.Zero);
    }

    [Test]
    public void Build_writes_sorted_keys_and_line_feeds_without_a_byte_order_mark()
    {
        Run("build");

        var bytes = File.ReadAllBytes(Result);
        var text = Encoding.UTF8.GetString(bytes);
        var keys = ((JObject)JObject.Parse(text)["paths"]!).Properties().Select(path => path.Name).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(bytes[0], Is.EqualTo((byte)'{'));
            Assert.That(text, Does.EndWith("}\n").And.Not.Contain("\r"));
            Assert.That(keys, Is.EqualTo(keys.Order(StringComparer.Ordinal)));
        });
    }

    [Test]
    public void Verify_names_the_difference_and_the_command_that_repairs_it()
    {
        Run("build");
        File.WriteAllText(Result, File.ReadAllText(Result).Replace("CompanyUsersV13_List\"", "CompanyUsersV13_All\"", StringComparison.Ordinal));

        Assert.That(Run("verify"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does
            .Contain("$['paths']['/rest/v1.3/companies/{company_id}/users']['get']['operationId']: expected \"CompanyUsersV13_List\", is \"CompanyUsersV13_All\"")
            .And.Contain("dotnet run --project build/SpecTool -- build"));
    }

    [Test]
    public void Verify_names_a_difference_of_format_and_a_missing_file()
    {
        Run("build");
        File.AppendAllText(Result, "\n");
        Assert.That(Run("verify"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain("only the formatting differs"));

        File.Delete(Result);
        Assert.That(Run("verify"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain("missing"));
    }

    [TestCase("{ \"openapi\": ", "Unexpected end")]
    [TestCase("[]", "not a JSON object")]
    [TestCase("{ \"a\": 1, \"a\": 2 }", "'a'")]
    [TestCase("{} {}", "Additional text")]
    [TestCase("{}", "not an OpenAPI document")]
    public void Build_prints_one_line_with_file_and_reason_for_unusable_input(string text, string reason)
    {
        File.WriteAllText(_copy.Folder.Published, text);

        Assert.That(Run("build"), Is.EqualTo(1));
        Assert.That(_copy.Errors.TrimEnd(), Does.Contain("published.json").And.Contain(reason).And.Not.Contain("\n"));
        Assert.That(Result, Does.Not.Exist);
    }

    [Test]
    public void Build_fails_in_a_folder_without_the_document()
    {
        File.Delete(_copy.Folder.Published);

        Assert.That(Run("build"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain("published.json"));
    }

    [TestCase]
    [TestCase("bild")]
    [TestCase("build", "--root")]
    [TestCase("verify", "--force", "x")]
    public void Main_shows_the_usage_for_wrong_arguments(params string[] arguments)
    {
        Assert.That(Program.Main(arguments), Is.EqualTo(2));
        Assert.That(_copy.Errors, Does.Contain("usage:"));
    }

    [Test]
    public void Build_writes_the_table_of_corrections_from_the_overlay()
    {
        var overlay = JsonFile.Read(_copy.Folder.Overlay);
        ((JObject)overlay["actions"]![0]!)["description"] = "Because of A|B.";
        File.WriteAllText(_copy.Folder.Overlay, overlay.ToString());

        Assert.That(Run("verify"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain($"{_copy.Folder.Readme}: not what"));
        Assert.That(Run("build"), Is.Zero);
        Assert.That(File.ReadAllText(_copy.Folder.Readme), Does.Contain("| `$.info` | sets `title`, `version`, `description` | Because of A\\|B. |"));
        Assert.That(Run("verify"), Is.Zero);
    }

    [Test]
    public void Build_writes_nothing_when_the_readme_has_no_place_for_the_table()
    {
        File.WriteAllText(_copy.Folder.Readme, "# openapi\n");

        Assert.That(Run("build"), Is.EqualTo(1));
        Assert.That(_copy.Errors, Does.Contain("README.md: the table of corrections has no place"));
        Assert.That(Result, Does.Not.Exist);
    }

    private int Run(string command) => _copy.Run(command);
}
