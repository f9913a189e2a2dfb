using System.Text;
using Procore.Shared;

namespace Procore.DirectorySync;

/// <summary>A folder with a file for each run and a record in each line, readable by their owner only.</summary>
internal sealed class FolderJournalStore(string folder) : IJournalStore
{
    private const string Extension = ".jsonl";

    private string HolderPath => Path.Combine(folder, "holder.txt");

    public Task<IReadOnlyList<string>> ListRunsAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>(Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*" + Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>().OrderBy(run => run, StringComparer.Ordinal)]
        : []);

    public Task<IReadOnlyList<string>?> ReadRunAsync(string run, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(run) || run.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || !File.Exists(PathOf(run)))
            return Task.FromResult<IReadOnlyList<string>?>(null);
        PrivateFiles.CheckFolder(folder);
        var text = ReadText(PathOf(run));
        // If the process was killed while it wrote a line, the line has no end, and nothing in it was sent.
        var end = text.LastIndexOf('\n');
        return Task.FromResult<IReadOnlyList<string>?>(end < 0 ? [] : text.Substring(0, end).Split('\n'));
    }

    public Task<IReadOnlyList<string>> ExchangeProblemsAsync(IReadOnlyList<string> problems, CancellationToken cancellationToken = default)
    {
        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, "problems.txt");
        IReadOnlyList<string> known = File.Exists(path) ? ReadText(path).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
        PrivateFiles.Replace(path, Encoding.UTF8.GetBytes(string.Concat(problems.Select(problem => problem + "\n"))));
        return Task.FromResult(known);
    }

    public Task<IJournalLease?> TryAcquireAsync(string holder, CancellationToken cancellationToken = default)
    {
        PrivateFiles.CreateFolder(folder);
        if (PrivateFiles.TryLock(Path.Combine(folder, "lock")) is not { } file)
            return Task.FromResult<IJournalLease?>(null);
        try
        {
            // A locked file can't be read, so the holder has a file of its own. One that a killed run left is replaced.
            File.Delete(HolderPath);
            using var writer = new StreamWriter(PrivateFiles.Create(HolderPath));
            writer.Write(holder);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return Task.FromResult<IJournalLease?>(new Lease(this, file));
    }

    public Task<string?> ReadHolderAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(ReadText(HolderPath) is { Length: > 0 } holder ? holder : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<string?>(null);
        }
    }

    public override string ToString() => $"folder {folder}";

    private static string ReadText(string path)
    {
        using var reader = new StreamReader(PrivateFiles.OpenToRead(path), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string PathOf(string run) => Path.Combine(folder, run + Extension);

    private sealed class Lease(FolderJournalStore store, IDisposable file) : IJournalLease
    {
        private (string Run, FileStream File)? _open;

        public Task AppendAsync(string run, string record, CancellationToken cancellationToken = default)
        {
            if (_open?.Run != run)
            {
                _open?.File.Dispose();
                _open = null;
                _open = (run, PrivateFiles.Create(store.PathOf(run)));
            }
            var bytes = Encoding.UTF8.GetBytes(record + "\n");
            _open.Value.File.Write(bytes, 0, bytes.Length);
            _open.Value.File.Flush(flushToDisk: true);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _open?.File.Dispose();
            File.Delete(store.HolderPath);
            file.Dispose();
            return default;
        }
    }
}
