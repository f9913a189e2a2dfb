using System.Runtime.Versioning;

namespace Procore.CompanyUsers.Tests;

internal sealed class FileTokenStoreTests : IDisposable
{
    private const string Key = "https://login.procore.com/client/ada";
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public async Task TryWriteAsync_creates_a_directory_and_files_for_the_owner_only()
    {
        await WriteAsync(1, "secret");
        await WriteAsync(2, "secret");

        Assert.That(File.GetUnixFileMode(TokenFolder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(TokenFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public async Task ReadAsync_and_AcquireAsync_refuse_a_folder_that_others_write()
    {
        await WriteAsync(1, "first");
        File.SetUnixFileMode(TokenFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);

        Assert.That(() => Store().ReadAsync(Key), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => Store().AcquireAsync(Key, Duration), Throws.TypeOf<UnauthorizedAccessException>());
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public async Task ReadAsync_refuses_a_planted_file_and_quotes_nothing()
    {
        await WriteAsync(1, "s3cret");
        File.SetUnixFileMode(TokenFile, (UnixFileMode)0x1B6);

        Assert.That(() => Store().ReadAsync(Key), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Not.Contains("s3cret"));
        await using var lease = await Store().AcquireAsync(Key, Duration);
        Assert.That(() => lease.TryWriteAsync(new StoredTokens(2, "second")), Throws.TypeOf<UnauthorizedAccessException>());
    }

    [Test]
    public async Task ReadAsync_throws_for_a_file_that_is_too_large()
    {
        await WriteAsync(1, "first");
        await File.AppendAllTextAsync(TokenFile, new string(' ', 1024 * 1024));

        Assert.That(() => Store().ReadAsync(Key), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public async Task TryWriteAsync_creates_file_names_without_keys_or_secrets()
    {
        await WriteAsync(1, "s3cret");

        Assert.That(Directory.GetFiles(TokenFolder).Select(Path.GetFileName), Has.Exactly(2).Items.And.None.Contains("ada").And.None.Contains("s3cret"));
    }

    [Test]
    public async Task ReadAsync_ignores_and_TryWriteAsync_deletes_a_half_written_file()
    {
        await WriteAsync(1, "first");
        await File.WriteAllTextAsync(TokenFile + "~half", """{"key":""");

        Assert.That((await Store().ReadAsync(Key))!.Payload, Is.EqualTo("first"));
        await WriteAsync(2, "second");

        Assert.That((await Store().ReadAsync(Key))!.Payload, Is.EqualTo("second"));
        Assert.That(Directory.GetFiles(TokenFolder), Has.Length.EqualTo(2), "the leftover file is deleted");
    }

    [Test]
    public async Task AcquireAsync_ignores_a_lock_file_that_no_process_has_open()
    {
        await WriteAsync(1, "first");
        await File.WriteAllTextAsync(Path.ChangeExtension(TokenFile, ".lock"), "pid 4711");

        await WriteAsync(2, "second");

        Assert.That((await Store().ReadAsync(Key))!.Version, Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("s3cret")]
    [TestCase("[]")]
    [TestCase("""{"key":"https://login.procore.com/client/ada","version":0,"payload":"s3cret"}""")]
    [TestCase("""{"key":"https://login.procore.com/client/ada","version":"1","payload":"s3cret"}""")]
    [TestCase("""{"key":"https://login.procore.com/client/ada","version":1}""")]
    [TestCase("""{"key":"https://login.procore.com/client/bob","version":1,"payload":"s3cret"}""")]
    public async Task ReadAsync_throws_and_keeps_a_file_that_the_store_did_not_write(string content)
    {
        await WriteAsync(1, "first");
        await File.WriteAllTextAsync(TokenFile, content);

        var failure = Assert.CatchAsync<InvalidDataException>(() => Store().ReadAsync(Key));
        Assert.That(failure.ToString(), Does.Contain(TokenFile).And.Not.Contain("s3cret"));
        await using var lease = await Store().AcquireAsync(Key, Duration);
        Assert.That(() => lease.TryWriteAsync(new StoredTokens(2, "second")), Throws.InstanceOf<InvalidDataException>());
        Assert.That(await File.ReadAllTextAsync(TokenFile), Is.EqualTo(content));
    }

    [Test]
    public async Task TryWriteAsync_succeeds_after_the_lease_ends_without_another_write()
    {
        var clock = new TestClock();
        var store = new FileTokenStore(TokenFolder, clock);
        await using var lost = await store.AcquireAsync(Key, Duration);
        // With another clock, so that the second lease doesn't end with the first one.
        var next = new FileTokenStore(TokenFolder).AcquireAsync(Key, Duration);
        Assert.That(next.IsCompleted, Is.False);

        clock.Advance(Duration);

        await using (await next.WaitAsync(Patience))
        {
            var write = lost.TryWriteAsync(new StoredTokens(1, "late"));
            Assert.That(write.IsCompleted, Is.False, "it waits for the program that has the lease");
            await (await next).DisposeAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.That(await write.WaitAsync(Patience), Is.True);
        }
        Assert.That((await store.ReadAsync(Key))!.Payload, Is.EqualTo("late"));
    }

    [Test]
    public async Task TryWriteAsync_does_not_wait_endlessly_after_the_lease_ends()
    {
        var clock = new TestClock();
        await using var lost = await new FileTokenStore(TokenFolder, clock).AcquireAsync(Key, Duration);
        clock.Advance(Duration);
        await using var other = await Store().AcquireAsync(Key, Duration).WaitAsync(Patience);

        var write = lost.TryWriteAsync(new StoredTokens(1, "late"));
        clock.Advance(Duration - TimeSpan.FromSeconds(1));
        Assert.That(write.IsCompleted, Is.False);
        await clock.AdvanceUntilAsync(write);

        Assert.That(() => write, Throws.TypeOf<IOException>().With.Message.Contains("another program"));
        Assert.That(await Store().ReadAsync(Key), Is.Null);
    }

    [Test]
    public async Task TryWriteAsync_can_be_cancelled_after_the_lease_ends()
    {
        var clock = new TestClock();
        await using var lost = await new FileTokenStore(TokenFolder, clock).AcquireAsync(Key, Duration);
        clock.Advance(Duration);
        await using var other = await Store().AcquireAsync(Key, Duration).WaitAsync(Patience);
        using var cancellation = new CancellationTokenSource();

        var write = lost.TryWriteAsync(new StoredTokens(1, "late"), cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(() => write.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AcquireAsync_throws_when_the_directory_is_not_writable()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.That(() => new FileTokenStore(Path.Combine(file, "tokens")).AcquireAsync(Key, Duration).WaitAsync(Patience), Throws.InstanceOf<IOException>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void FileTokenStore_refuses_a_blank_directory(string? directory) =>
        Assert.That(() => new FileTokenStore(directory!), Throws.ArgumentException.With.Property("ParamName").EqualTo("directory"));

    /// <summary>A folder that the store creates.</summary>
    private string TokenFolder => _folder.PathOf("tokens");

    private string TokenFile => Directory.GetFiles(TokenFolder, "*.json").Single();

    private FileTokenStore Store() => new(TokenFolder);

    private async Task WriteAsync(long version, string payload)
    {
        await using var lease = await Store().AcquireAsync(Key, Duration).WaitAsync(Patience);
        Assert.That(await lease.TryWriteAsync(new StoredTokens(version, payload)), Is.True);
    }
}
