using System.Runtime.Versioning;
using Procore.CompanyUsers.Cli.Tests.Processes;

namespace Procore.CompanyUsers.Cli.Tests.Commands;

public sealed class AuthorisationTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private ServedDirectory _served = null!;

    [OneTimeSetUp]
    public async Task ServeAsync() => _served = await ServedDirectory.StartAsync("--people", "5");

    [OneTimeTearDown]
    public void End() => _served.Dispose();

    [Test]
    public async Task Without_credentials_it_ends_with_3_and_says_how_to_give_them([Values("list", "whoami")] string command)
    {
        var result = await ToolProcess.RunAsync(Nothing, command);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("PROCORE_CLIENT_ID").And.Contain("PROCORE_ACCESS_TOKEN").And.Contain("chmod 600").And.Contain("--demo"));
    }

    [Test]
    public async Task The_demo_comes_only_when_it_is_asked_for()
    {
        var result = await ToolProcess.RunAsync(Nothing, "list", "--demo");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("service@bluestone.example"));
        Assert.That(result.Error, Does.StartWith("A demo:"));
    }

    [Test]
    public async Task A_token_that_Procore_doesnt_take_ends_with_3_and_is_never_shown()
    {
        var result = await ToolProcess.RunAsync(_served.With("PROCORE_ACCESS_TOKEN", "secret-0815"), "list");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("401").And.Contain("doctor").And.Not.Contain("secret-0815"));
    }

    [Test]
    public async Task A_company_to_which_the_app_isnt_connected_ends_with_3()
    {
        var result = await ToolProcess.RunAsync(_served.Environment, "list", "--company", "4242");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("403"));
    }

    [Test]
    public async Task A_service_account_signs_in_and_a_wrong_secret_ends_with_3()
    {
        var environment = new Dictionary<string, string>(_served.With("PROCORE_CLIENT_ID", "demo")) { ["PROCORE_CLIENT_SECRET"] = "demo-secret" };
        environment.Remove("PROCORE_ACCESS_TOKEN");
        var right = await ToolProcess.RunAsync(environment, "whoami", "--output", "csv");
        environment["PROCORE_CLIENT_SECRET"] = "secret-0815";
        var wrong = await ToolProcess.RunAsync(environment, "whoami");
        var doctor = await ToolProcess.RunAsync(environment, "doctor", "--output", "csv");

        Assert.That((right.ExitCode, wrong.ExitCode, doctor.ExitCode), Is.EqualTo((0, 3, 3)), right.Error);
        Assert.That(doctor.Output, Does.Match("(?m)^token,wrong,.*401.*,\"?Check the client id and secret"));
        Assert.That(wrong.Output + wrong.Error + doctor.Output + doctor.Error, Does.Not.Contain("secret-0815"));
    }

    [Test]
    public async Task Two_kinds_of_credentials_are_one_too_many()
    {
        var result = await ToolProcess.RunAsync(_served.With("PROCORE_CLIENT_ID", "app"), "list");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("two kinds"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_of_settings_is_taken_from_its_owner_alone()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, ["# for the nightly job", "", .. _served.Environment.Select(setting => $"{setting.Key} = {setting.Value}")]);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            var shared = await ToolProcess.RunAsync(Nothing, "whoami", "--settings", file);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var own = await ToolProcess.RunAsync(Nothing, "whoami", "--settings", file);

            Assert.That((shared.ExitCode, shared.Output), Is.EqualTo((3, "")));
            Assert.That(shared.Error, Does.Contain("chmod 600").And.Not.Contain(_served.Environment["PROCORE_ACCESS_TOKEN"]));
            Assert.That(own.ExitCode, Is.Zero, own.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
