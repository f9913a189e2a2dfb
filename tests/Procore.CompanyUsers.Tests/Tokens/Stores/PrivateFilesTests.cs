using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Procore.Shared;

namespace Procore.CompanyUsers.Tests;

[Platform(Exclude = "Win", Reason = "Permissions on Windows aren't modes.")]
[UnsupportedOSPlatform("windows")]
internal sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.PathOf("file");

    public void Dispose() => _folder.Dispose();

    /// <summary>Otherwise two programs could each lock a lock file of their own, and redeem one refresh token twice.</summary>
    [Test]
    public void Create_lets_only_one_of_several_programs_create_a_file()
    {
        for (var round = 0; round < 200; round++)
        {
            var path = _folder.PathOf(FormattableString.Invariant($"file-{round}"));
            var created = 0;
            using var start = new Barrier(4);
            var programs = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    PrivateFiles.Create(path).Dispose();
                    Interlocked.Increment(ref created);
                }
                catch (IOException)
                {
                    // Another one was first.
                }
            })).ToList();
            programs.ForEach(program => program.Start());
            programs.ForEach(program => program.Join());

            Assert.That(created, Is.EqualTo(1), path);
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(OwnFile));
        }
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(200), "no temporary file is left");
    }

    [Test]
    public void CreateFolder_makes_a_folder_of_the_owner_alone()
    {
        PrivateFiles.CreateFolder(_folder.PathOf("new"));

        Assert.That(File.GetUnixFileMode(_folder.PathOf("new")), Is.EqualTo(OwnFolder));
    }

    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.GroupWrite)]
    [TestCase(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)]
    public void CreateFolder_refuses_a_folder_that_others_can_write(UnixFileMode others)
    {
        File.SetUnixFileMode(_folder.Path, OwnFolder | others);

        Assert.That(() => PrivateFiles.CreateFolder(_folder.Path), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("chmod go-w"));
    }

    [Test]
    public void CreateFolder_accepts_a_folder_that_others_can_read()
    {
        File.SetUnixFileMode(_folder.Path, OwnFolder | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        Assert.That(() => PrivateFiles.CreateFolder(_folder.Path), Throws.Nothing);
    }

    [Test]
    public void CreateFolder_checks_the_folder_that_a_link_leads_to()
    {
        var open = Directory.CreateDirectory(_folder.PathOf("open")).FullName;
        File.SetUnixFileMode(open, OwnFolder | UnixFileMode.OtherWrite);
        File.CreateSymbolicLink(FilePath, open);

        Assert.That(() => PrivateFiles.CreateFolder(FilePath), Throws.TypeOf<UnauthorizedAccessException>());
    }

    [Test]
    public void CreateFolder_refuses_a_folder_of_another_user()
    {
        GiveAway(_folder.Path);

        Assert.That(() => PrivateFiles.CreateFolder(_folder.Path), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("another user"));
    }

    [Test]
    public void Create_makes_a_file_of_the_owner_alone()
    {
        PrivateFiles.Create(FilePath).Dispose();

        Assert.That(File.GetUnixFileMode(FilePath), Is.EqualTo(OwnFile));
        Assert.That(_folder.Files(), Is.EqualTo(new[] { "file" }));
        Assert.That(() => PrivateFiles.Create(FilePath), Throws.TypeOf<IOException>());
    }

    [Test]
    public void OpenToRead_reads_a_file_that_it_created()
    {
        using (var file = PrivateFiles.Create(FilePath))
            file.Write([1, 2, 3]);

        using var read = PrivateFiles.OpenToRead(FilePath);
        Assert.That(read.ReadByte(), Is.EqualTo(1));
        Assert.That(read.Length, Is.EqualTo(3));
    }

    [Test]
    public void OpenToRead_throws_FileNotFoundException_when_missing() =>
        Assert.That(() => PrivateFiles.OpenToRead(FilePath), Throws.TypeOf<FileNotFoundException>());

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    public void OpenToRead_refuses_a_file_that_others_can_access(UnixFileMode others)
    {
        Write(others);

        Assert.That(() => PrivateFiles.OpenToRead(FilePath), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("chmod 600"));
    }

    [Test]
    public void TryLock_accepts_a_file_that_others_can_read_and_not_write()
    {
        Write(UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        PrivateFiles.TryLock(FilePath)!.Dispose();

        File.SetUnixFileMode(FilePath, OwnFile | UnixFileMode.OtherWrite);
        Assert.That(() => PrivateFiles.TryLock(FilePath), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("chmod 600"));
    }

    [Test]
    public void OpenToRead_refuses_a_file_of_another_user()
    {
        Write();
        GiveAway(FilePath);

        Assert.That(() => PrivateFiles.OpenToRead(FilePath), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("another user"));
        Assert.That(() => PrivateFiles.TryLock(FilePath), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("another user"));
    }

    [Test]
    public void OpenToRead_refuses_a_link_unless_it_may_follow_it()
    {
        Write();
        var link = _folder.PathOf("link");
        File.CreateSymbolicLink(link, FilePath);

        Assert.That(() => PrivateFiles.OpenToRead(link), Throws.TypeOf<IOException>().With.Message.Contains("symbolic link"));
        Assert.That(() => PrivateFiles.TryLock(link), Throws.TypeOf<IOException>().With.Message.Contains("symbolic link"));
        PrivateFiles.OpenToRead(link, followLink: true).Dispose();
        File.SetUnixFileMode(FilePath, OwnFile | UnixFileMode.OtherRead);
        Assert.That(() => PrivateFiles.OpenToRead(link, followLink: true), Throws.TypeOf<UnauthorizedAccessException>());
    }

    [Test]
    public void OpenToRead_refuses_a_named_pipe_at_once()
    {
        Run("mkfifo", "-m", "600", FilePath);

        AssertRefusedAtOnce("regular file");
    }

    [Test]
    public void OpenToRead_refuses_a_socket_at_once()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(FilePath));
        File.SetUnixFileMode(FilePath, OwnFile);

        AssertRefusedAtOnce(FilePath);
    }

    [Test]
    public void OpenToRead_refuses_a_folder_and_a_device_at_once()
    {
        Directory.CreateDirectory(FilePath, OwnFolder);

        AssertRefusedAtOnce(FilePath);
        Assert.That(() => PrivateFiles.OpenToRead("/dev/zero"), Throws.TypeOf<IOException>().With.Message.Contains("regular file"));
    }

    [Test]
    public void Replace_removes_what_a_killed_program_left()
    {
        _folder.Write("file~half", "{");
        Write();

        PrivateFiles.Replace(FilePath, [4, 5]);

        Assert.That(_folder.Files(), Is.EqualTo(new[] { "file" }));
        Assert.That(File.ReadAllBytes(FilePath), Is.EqualTo(new byte[] { 4, 5 }));
        Assert.That(File.GetUnixFileMode(FilePath), Is.EqualTo(OwnFile));
    }

    [Test]
    public void TryLock_returns_null_while_the_file_is_locked()
    {
        using (PrivateFiles.TryLock(FilePath))
            Assert.That(PrivateFiles.TryLock(FilePath), Is.Null);

        using var next = PrivateFiles.TryLock(FilePath);
        Assert.That(next, Is.Not.Null);
        Assert.That(File.GetUnixFileMode(FilePath), Is.EqualTo(OwnFile));
    }

    private void AssertRefusedAtOnce(string message)
    {
        Assert.That(() => Task.Run(() => PrivateFiles.OpenToRead(FilePath)).WaitAsync(Patience), Throws.TypeOf<IOException>().With.Message.Contains(message));
        Assert.That(() => Task.Run(() => PrivateFiles.TryLock(FilePath)).WaitAsync(Patience), Throws.TypeOf<IOException>().With.Message.Contains(FilePath));
    }

    private void Write(UnixFileMode others = UnixFileMode.None)
    {
        File.WriteAllBytes(FilePath, [1]);
        File.SetUnixFileMode(FilePath, OwnFile | others);
    }

    private static void GiveAway(string path)
    {
        Assume.That(Environment.IsPrivilegedProcess, "Only root can give a file to another user.");
        Run("chown", "65534", path);
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, command);
    }
}
