using System.Text;
using Procore.Shared;

namespace Procore.DirectorySync;

/// <summary>
/// A folder with one file per run, which has the old and new values. The files are readable by their owner only and are
/// written before each batch is sent.
/// </summary>
/// <remarks>
/// The files hold personal data; delete those that you won't undo. A sync doesn't need them to continue after it was stopped.
/// One run at a time writes to a folder. A folder that other users of the machine can write is refused, and so is a file that they can read or write.
/// </remarks>
public sealed class DirectoryJournal
{
    private const string Extension = ".jsonl";

    private readonly string _folder;

    /// <summary>
    /// Creates a journal in a folder.
    /// </summary>
    /// <param name="folder">The folder, created when it is needed; one for each company.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public DirectoryJournal(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new ArgumentException("The journal has no folder. Give its path.", nameof(folder));
        _folder = Path.GetFullPath(folder);
    }

    /// <summary>
    /// Lists the runs in the folder.
    /// </summary>
    /// <returns>Their ids, oldest first.</returns>
    public IReadOnlyList<string> ListRuns() => Directory.Exists(_folder)
        ? [.. Directory.GetFiles(_folder, "*" + Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>().OrderBy(run => run, StringComparer.Ordinal)]
        : [];

    /// <summary>
    /// Reads a run's journal: what ran, when, and with which result.
    /// </summary>
    /// <param name="run">The run's id, from <see cref="ListRuns" /> or <see cref="DirectoryRun.Id" />.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The journal has no such run.</exception>
    /// <exception cref="FormatException">The file isn't a journal, or is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users of the machine can write the folder, or access the file.</exception>
    public RecordedRun ReadRun(string run) => new(Read(run));

    /// <summary>
    /// Compares the problems of a plan or run with those of the last one, and keeps them for the next comparison.
    /// </summary>
    /// <remarks>Problems are kept by ids and hashes, without names and addresses, in <c>problems.txt</c> in the folder.</remarks>
    /// <param name="problems">The problems: <see cref="DirectoryPlan.Problems" /> or <see cref="DirectoryRun.Problems" />.</param>
    /// <returns>The problems that the last run didn't have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problems" /> is null.</exception>
    /// <exception cref="IOException">The folder or the file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users of the machine can write the folder, or access the file.</exception>
    public IReadOnlyList<DirectoryProblem> NoteProblems(IReadOnlyList<DirectoryProblem> problems)
    {
        _ = problems ?? throw new ArgumentNullException(nameof(problems));
        PrivateFiles.CreateFolder(_folder);
        var path = Path.Combine(_folder, "problems.txt");
        var known = new HashSet<string>(File.Exists(path) ? ReadText(path).Split('\r', '\n') : [], StringComparer.Ordinal);
        PrivateFiles.Replace(path, Encoding.UTF8.GetBytes(string.Concat(problems.Select(problem => problem.Key + "\n"))));
        return [.. problems.Where(problem => !known.Contains(problem.Key))];
    }

    /// <summary>Keeps other runs out of the folder until it is disposed or the process ends.</summary>
    /// <param name="holder">Describes this run to the others.</param>
    internal IDisposable Lock(string holder)
    {
        PrivateFiles.CreateFolder(_folder);
        var file = PrivateFiles.TryLock(Path.Combine(_folder, "lock"))
            ?? throw new IOException($"Another run is writing to this journal's folder{(ReadHolder() is { } other ? $": {other}" : "")}. Nothing was sent. Wait until it has ended.");
        // A locked file can't be read, so the holder has a file of its own. One that a killed run left is replaced.
        File.Delete(HolderPath);
        using (var writer = new StreamWriter(PrivateFiles.Create(HolderPath)))
            writer.Write(holder);
        return new HeldFolder(file, HolderPath);
    }

    /// <summary>Describes the run that has the folder; null if there is none.</summary>
    internal string? ReadHolder()
    {
        try
        {
            return ReadText(HolderPath) is { Length: > 0 } holder ? holder : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal JournalWriter Start(RunHeader header) => new(PrivateFiles.Create(PathOf(header.Run)), header);

    internal RunJournal Read(string run)
    {
        if (string.IsNullOrWhiteSpace(run) || run.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || !File.Exists(PathOf(run)))
            throw new ArgumentException("The journal has no such run. Take its id from DirectoryRun.Id or ListRuns.", nameof(run));
        PrivateFiles.CheckFolder(_folder);
        using var file = PrivateFiles.OpenToRead(PathOf(run));
        return RunJournal.Read(file);
    }

    private static string ReadText(string path)
    {
        using var reader = new StreamReader(PrivateFiles.OpenToRead(path));
        return reader.ReadToEnd();
    }

    private string HolderPath => Path.Combine(_folder, "holder.txt");

    private string PathOf(string run) => Path.Combine(_folder, run + Extension);

    private sealed class HeldFolder(IDisposable file, string holderPath) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(holderPath);
            file.Dispose();
        }
    }
}
