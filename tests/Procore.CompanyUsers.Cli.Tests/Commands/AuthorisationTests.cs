using System.Runtime.Versioning;

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
    public async Task Commands_end_with_3_and_explain_without_credentials([Values("list", "whoami")] string command)
    {
        var result = await Tool.RunAsync(Nothing, command);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("PROCORE_CLIENT_ID").And.Contain("PROCORE_ACCESS_TOKEN").And.Contain("chmod 600").And.Contain("--demo"));
    }

    [Test]
    public async Task List_uses_the_demo_only_with_the_option()
    {
        var result = await Tool.RunAsync(Nothing, "list", "--demo");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("service@bluestone.example"));
        Assert.That(result.Error, Does.StartWith("Demo:"));
    }

    [Test]
    public async Task List_ends_with_3_and_hides_a_rejected_token()
    {
        var result = await Tool.RunAsync(_served.With("PROCORE_ACCESS_TOKEN", "secret-0815"), "list");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("401").And.Contain("doctor").And.Not.Contain("secret-0815"));
    }

    [Test]
    public async Task List_ends_with_3_when_the_company_is_not_connected()
    {
        var result = await Tool.RunAsync(_served.Environment, "list", "--company", "4242");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("403"));
    }

    [Test]
    public async Task Whoami_ends_with_3_when_the_client_secret_is_wrong()
    {
        var environment = new Dictionary<string, string>(_served.With("PROCORE_CLIENT_ID", "demo")) { ["PROCORE_CLIENT_SECRET"] = "demo-secret" };
        environment.Remove("PROCORE_ACCESS_TOKEN");
        var right = await Tool.RunAsync(environment, "whoami", "--output", "csv");
        environment["PROCORE_CLIENT_SECRET"] = "secret-0815";
        var wrong = await Tool.RunAsync(environment, "whoami");
        var doctor = await Tool.RunAsync(environment, "doctor", "--output", "csv");

        Assert.That((right.ExitCode, wrong.ExitCode, doctor.ExitCode), Is.EqualTo((0, 3, 3)), right.Error);
        Assert.That(doctor.Output, Does.Match("(?m)^token,wrong,.*401.*,\"?Check the client id and secret"));
        Assert.That(wrong.Output + wrong.Error + doctor.Output + doctor.Error, Does.Not.Contain("secret-0815"));
    }

    [Test]
    public async Task List_ends_with_3_given_two_kinds_of_credentials()
    {
        var result = await Tool.RunAsync(_served.With("PROCORE_CLIENT_ID", "app"), "list");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.Contain("two kinds"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [UnsupportedOSPlatform("windows")]
    public async Task Whoami_rejects_a_settings_file_that_others_can_read()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, ["# for the nightly job", "", .. _served.Environment.Select(setting => $"{setting.Key} = {setting.Value}")]);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            var shared = await Tool.RunAsync(Nothing, "whoami", "--settings", file);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var own = await Tool.RunAsync(Nothing, "whoami", "--settings", file);

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
