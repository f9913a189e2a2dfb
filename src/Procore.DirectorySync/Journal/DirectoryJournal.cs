namespace Procore.DirectorySync;

/// <summary>
/// A folder that keeps, for each run, the values before and after: a file for each run, readable by its owner alone and
/// written ahead of each batch.
/// </summary>
/// <remarks>
/// The files hold people's data; delete those that you won't undo. A sync doesn't need them to go on after it was stopped.
/// One run at a time writes to a folder.
/// </remarks>
public sealed class DirectoryJournal
{
    private const string Extension = ".jsonl";

    private readonly string _folder;

    /// <summary>
    /// A journal in a folder.
    /// </summary>
    /// <param name="folder">The folder, made when it is needed; one for each company.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public DirectoryJournal(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new ArgumentException("A journal needs a folder. Give its path.", nameof(folder));
        _folder = Path.GetFullPath(folder);
    }

    /// <summary>
    /// The runs of which the folder has a file.
    /// </summary>
    /// <returns>Their ids, the oldest first.</returns>
    public IReadOnlyList<string> ListRuns() => Directory.Exists(_folder)
        ? [.. Directory.GetFiles(_folder, "*" + Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>().OrderBy(run => run, StringComparer.Ordinal)]
        : [];

    /// <summary>Keeps other runs out of the folder until it is disposed, or the process ends in whatever way.</summary>
    internal IDisposable Lock()
    {
        OwnerOnly.CreateFolder(_folder);
        var path = Path.Combine(_folder, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException("Another run is writing to this journal's folder. Nothing was sent. Wait until it has ended.", exception);
        }
    }

    internal JournalWriter Start(string run) => new(OwnerOnly.CreateFile(PathOf(run)), run);

    internal IReadOnlyList<JournalEntry> Read(string run)
    {
        if (string.IsNullOrWhiteSpace(run) || run.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || !File.Exists(PathOf(run)))
            throw new ArgumentException("The journal has no such run. Take its id from DirectoryRun.Id or ListRuns.", nameof(run));
        return JournalReader.Read(PathOf(run));
    }

    private string PathOf(string run) => Path.Combine(_folder, run + Extension);
}
