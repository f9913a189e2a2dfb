using System.Text;
using Newtonsoft.Json;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Keeps tokens in files, for the programs of one machine.
/// </summary>
/// <remarks>
/// <para>
/// Each key has a file of its own, which is replaced whole, and a second one whose lock is the lease: the operating system
/// gives it back when its holder ends, however it ends. What is left of a program that was killed does no harm.
/// </para>
/// <para>
/// On Unix the files are their owner's alone; on Windows they inherit the directory's rights, so put it in the user's
/// profile. The tokens are plain text unless <see cref="ProcoreOptions.TokenProtector" /> is set. Thread-safe. Not for a
/// directory that several machines share.
/// </para>
/// </remarks>
public sealed class FileTokenStore : IProcoreTokenStore
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _directory;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// A store in a directory. Nothing is read or written yet.
    /// </summary>
    /// <param name="directory">The directory, which is made, for its owner alone, if it isn't there.</param>
    /// <param name="timeProvider">The clock by which leases end; null for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="directory" /> is blank.</exception>
    public FileTokenStore(string directory, TimeProvider? timeProvider = null)
    {
        if (string.IsNullOrWhiteSpace(directory))
            throw new ArgumentException("Name a directory.", nameof(directory));
        _directory = Path.GetFullPath(directory);
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">The file isn't what a store wrote.</exception>
    public Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(key));
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The directory can't be written to.</exception>
    /// <exception cref="PlatformNotSupportedException">The file system doesn't lock files.</exception>
    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default) =>
        new FileLease(this, key, await LockAsync(key, cancellationToken).ConfigureAwait(false), duration);

    private async Task<FileStream> LockAsync(string key, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateDirectory(_directory);
        var path = PathOf(key, ".lock");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryLock(path) is { } file)
            {
                // Some network file systems, and a switch of .NET's, let everybody in.
                using var second = TryLock(path);
                if (second is null)
                    return file;
                file.Dispose();
                throw new PlatformNotSupportedException("The file system doesn't lock files, so that tokens can't be kept on it.");
            }
#if NET
            await Task.Delay(Pause, _timeProvider, cancellationToken).ConfigureAwait(false);
#else
            await _timeProvider.Delay(Pause, cancellationToken).ConfigureAwait(false);
#endif
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return PrivateFiles.OpenExclusively(path);
        }
        catch (IOException exception) when (PrivateFiles.IsInUse(exception))
        {
            return null;
        }
    }

    private StoredTokens? Read(string key)
    {
        var path = PathOf(key, ".json");
        string text;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.UTF8);
            text = reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        try
        {
            if (PlainJson.Parse(text) is Dictionary<string, object?> entry
                && entry.At("key") is string owner && owner == key
                && entry.At("version") is long and > 0 and var version
                && entry.At("payload") is string payload)
                return new StoredTokens(version, payload);
        }
        catch (JsonException)
        {
            // Its message would quote the file.
        }
        throw new InvalidDataException($"'{path}' isn't what this store wrote. Remove it, and have the app authorized anew.");
    }

    /// <summary>To be called under the lock.</summary>
    private bool TryWrite(string key, StoredTokens tokens)
    {
        if ((Read(key)?.Version ?? 0) != tokens.Version - 1)
            return false;
        var entry = new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = key, ["version"] = tokens.Version, ["payload"] = tokens.Payload };
        PrivateFiles.Replace(PathOf(key, ".json"), Encoding.UTF8.GetBytes(JsonText.Write<object?>(entry)));
        return true;
    }

    private string PathOf(string key, string extension) =>
        Path.Combine(_directory, Fingerprint.Of(key ?? throw new ArgumentNullException(nameof(key))) + extension);

    private sealed class FileLease : IProcoreTokenLease
    {
        private readonly object _gate = new();
        private readonly FileTokenStore _store;
        private readonly string _key;
        private readonly TimeSpan _duration;
        private readonly ITimer _end;
        private FileStream? _lock;

        public FileLease(FileTokenStore store, string key, FileStream lockFile, TimeSpan duration)
        {
            (_store, _key, _lock, _duration) = (store, key, lockFile, duration);
            _end = store._timeProvider.CreateTimer(static lease => ((FileLease)lease!).End(), this, duration, Timeout.InfiniteTimeSpan);
        }

        public Task<StoredTokens?> ReadAsync(CancellationToken cancellationToken = default) => _store.ReadAsync(_key, cancellationToken);

        public async Task<bool> TryWriteAsync(StoredTokens tokens, CancellationToken cancellationToken = default)
        {
            _ = tokens ?? throw new ArgumentNullException(nameof(tokens));
            lock (_gate)
            {
                if (_lock is not null)
                    return _store.TryWrite(_key, tokens);
            }
            using (await LockAnewAsync(cancellationToken).ConfigureAwait(false))
                return _store.TryWrite(_key, tokens);
        }

        public ValueTask DisposeAsync()
        {
            End();
            return _end.DisposeAsync();
        }

        private async Task<FileStream> LockAnewAsync(CancellationToken cancellationToken)
        {
#if NET
            using var patience = new CancellationTokenSource(_duration, _store._timeProvider);
#else
            using var patience = _store._timeProvider.CreateCancellationTokenSource(_duration);
#endif
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                return await _store.LockAsync(_key, wait.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException("The lease has ended, and another program has held the next one for too long. Nothing was written.", exception);
            }
        }

        private void End()
        {
            lock (_gate)
            {
                _lock?.Dispose();
                _lock = null;
            }
        }
    }
}
