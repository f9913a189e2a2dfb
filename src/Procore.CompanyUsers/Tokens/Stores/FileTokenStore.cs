using System.Text;
using Procore.Generated.Json;
using Procore.Shared;

namespace Procore.CompanyUsers;

/// <summary>
/// Keeps tokens in files, for the programs of one machine.
/// </summary>
/// <remarks>
/// <para>
/// Each key has a file, which is replaced as a whole, and a second file whose lock is the lease. The operating system releases
/// the lock when its holder ends, even if it was killed.
/// </para>
/// <para>
/// Only the account of the program can access the files. The store refuses a folder that other users of the machine can write
/// to, a file that they can read or write, files and folders that belong to other users, symbolic links to files, and everything
/// that isn't a regular file. The tokens are plain text unless <see cref="ProcoreOptions.TokenProtector" /> is set. Thread-safe.
/// Not for a folder that several machines share.
/// </para>
/// </remarks>
public sealed class FileTokenStore : IProcoreTokenStore
{
    private const int LargestFile = 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _directory;
    private readonly TimeProvider _timeProvider;

    /// <summary>
    /// Creates a store in a folder. Nothing is read or written yet.
    /// </summary>
    /// <param name="directory">The folder. If it doesn't exist, it is created so that only the account of the program can access it.</param>
    /// <param name="timeProvider">The clock by which leases end; null for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="directory" /> is blank.</exception>
    public FileTokenStore(string directory, TimeProvider? timeProvider = null)
    {
        if (string.IsNullOrWhiteSpace(directory))
            throw new ArgumentException("The path of the folder is blank.", nameof(directory));
        _directory = Path.GetFullPath(directory);
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file can't be read, or isn't a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users of the machine can write the folder, or access the file.</exception>
    /// <exception cref="InvalidDataException">The file wasn't written by this store.</exception>
    public Task<StoredTokens?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(key));
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users of the machine can write the folder, or access its files.</exception>
    /// <exception cref="PlatformNotSupportedException">The file system doesn't lock files.</exception>
    public async Task<IProcoreTokenLease> AcquireAsync(string key, TimeSpan duration, CancellationToken cancellationToken = default) =>
        new FileLease(this, key, await LockAsync(key, cancellationToken).ConfigureAwait(false), duration);

    private async Task<IDisposable> LockAsync(string key, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(_directory);
        var path = PathOf(key, ".lock");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PrivateFiles.TryLock(path) is { } file)
            {
                // Some network file systems grant the same lock twice.
                using var second = PrivateFiles.TryLock(path);
                if (second is null)
                    return file;
                file.Dispose();
                throw new PlatformNotSupportedException($"The file system of '{_directory}' doesn't lock files, so tokens can't be stored there. Choose a local folder.");
            }
#if NET
            await Task.Delay(Pause, _timeProvider, cancellationToken).ConfigureAwait(false);
#else
            await _timeProvider.Delay(Pause, cancellationToken).ConfigureAwait(false);
#endif
        }
    }

    private StoredTokens? Read(string key)
    {
        var path = PathOf(key, ".json");
        if (!Directory.Exists(_directory))
            return null;
        PrivateFiles.CheckFolder(_directory);
        try
        {
            using var file = PrivateFiles.OpenToRead(path);
            using var reader = new StreamReader(file, Encoding.UTF8);
            if (file.Length <= LargestFile
                && PlainJson.TryParse(reader.ReadToEnd()) is { } entry
                && entry.At("key") is string owner && owner == key
                && entry.At("version") is long and > 0 and var version
                && entry.At("payload") is string payload)
                return new StoredTokens(version, payload);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        throw new InvalidDataException($"'{path}' wasn't written by this store. Remove it, and authorize the app again.");
    }

    /// <summary>Call it under the lock.</summary>
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
        private IDisposable? _lock;

        public FileLease(FileTokenStore store, string key, IDisposable lockFile, TimeSpan duration)
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
            using (await LockAgainAsync(cancellationToken).ConfigureAwait(false))
                return _store.TryWrite(_key, tokens);
        }

        public ValueTask DisposeAsync()
        {
            End();
            return _end.DisposeAsync();
        }

        private async Task<IDisposable> LockAgainAsync(CancellationToken cancellationToken)
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
