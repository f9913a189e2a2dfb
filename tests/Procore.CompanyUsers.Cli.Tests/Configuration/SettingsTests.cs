using System.Runtime.Versioning;
using Procore.CompanyUsers.Cli.Configuration;

namespace Procore.CompanyUsers.Cli.Tests.Configuration;

[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
public sealed class SettingsTests
{
    private string _file = null!;

    [SetUp]
    public void MakeFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void Read_prefers_variables_and_never_mixes_credentials()
    {
        Write("PROCORE_CLIENT_ID=file-id", "PROCORE_CLIENT_SECRET=a=b=c", "PROCORE_COMPANY_ID=1", "PROCORE_ENVIRONMENT=sandbox");

        var settings = Read(("PROCORE_ACCESS_TOKEN", "token"), ("PROCORE_COMPANY_ID", "2"));

        Assert.That(settings[Settings.AccessToken], Is.EqualTo("token"));
        Assert.That(settings[Settings.ClientId], Is.Null);
        Assert.That(settings[Settings.ClientSecret], Is.Null);
        Assert.That(settings[Settings.CompanyId], Is.EqualTo("2"));
        Assert.That(settings[Settings.Environment], Is.EqualTo("sandbox"));
        Assert.That(settings.CredentialsFrom, Is.EqualTo("environment variables"));
    }

    [Test]
    public void Read_uses_the_file_when_variables_are_not_set()
    {
        Write("# who", "PROCORE_CLIENT_ID = file-id ", "", "PROCORE_CLIENT_SECRET=a=b=c", "PROCORE_ACCESS_TOKEN=");

        var settings = Read(("PROCORE_CLIENT_ID", "  "));

        Assert.That((settings[Settings.ClientId], settings[Settings.ClientSecret], settings[Settings.AccessToken]), Is.EqualTo(("file-id", "a=b=c", (string?)null)));
        Assert.That(settings.CredentialsFrom, Is.EqualTo(_file));
        Assert.That(() => settings.RequireCredentials(), Throws.Nothing);
    }

    [TestCase("PROCORE_PASSWORD=hunter2")]
    [TestCase("hunter2")]
    [TestCase("PROCORE_CLIENT_ID=a\nPROCORE_CLIENT_ID=hunter2")]
    public void Read_reports_the_line_number_and_no_value(string text)
    {
        Write(text.Split('\n'));

        var failure = Assert.Throws<CommandException>(() => Read())!;

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(failure.Message, Does.Contain("line ").And.Not.Contain("hunter2"));
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.OtherWrite)]
    public void Read_rejects_a_file_that_others_can_access(UnixFileMode mode)
    {
        Write("PROCORE_ACCESS_TOKEN=token");
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | mode);

        Assert.That(Assert.Throws<CommandException>(() => Read())!.ExitCode, Is.EqualTo(ExitCode.NotAuthorised));
    }

    [Test]
    public void Read_rejects_a_named_pipe_at_once()
    {
        File.Delete(_file);
        using (var making = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", _file]))
            making.WaitForExit();

        Assert.That(() => Task.Run(() => Read()).WaitAsync(TimeSpan.FromMinutes(2)), Throws.TypeOf<CommandException>().With.Message.Contains("regular file"));
    }

    [Test]
    public void Read_follows_a_link_to_a_private_file()
    {
        Write("PROCORE_ACCESS_TOKEN=token");
        var target = _file + ".target";
        File.Move(_file, target);
        File.CreateSymbolicLink(_file, target);

        Assert.That(() => Read(), Throws.Nothing);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.That(() => Read(), Throws.TypeOf<CommandException>());
    }

    [Test]
    public void Read_throws_when_a_named_file_is_missing()
    {
        File.Delete(_file);

        Assert.That(Assert.Throws<CommandException>(() => Read())!.ExitCode, Is.EqualTo(ExitCode.NotAuthorised));
    }

    [TestCase("PROCORE_CLIENT_ID")]
    [TestCase("PROCORE_CLIENT_SECRET")]
    [TestCase("PROCORE_CLIENT_ID", "PROCORE_ACCESS_TOKEN")]
    [TestCase]
    public void RequireCredentials_throws_when_incomplete_or_doubled(params string[] names)
    {
        var settings = Read([.. names.Select(name => (name, "hunter2"))]);

        var failure = Assert.Throws<CommandException>(() => settings.RequireCredentials())!;

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.NotAuthorised));
        Assert.That(failure.Message, Does.Contain("PROCORE_CLIENT_SECRET").And.Not.Contain("hunter2"));
    }

    private void Write(params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Settings Read(params (string Name, string Value)[] variables) =>
        Settings.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value, _file);
}
