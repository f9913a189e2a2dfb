using Procore.Shared;

namespace Procore.CompanyUsers.Cli;

/// <summary>Writes the files that a command creates: only their owner can read them, and an existing file isn't overwritten by accident.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file under another name first, so that it exists only when it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content, and closes the stream.</param>
    /// <exception cref="CommandException">The file exists.</exception>
    public static async Task<T> WriteAsync<T>(string path, bool force, Func<Stream, Task<T>> write)
    {
        RequireNew(path, force);
        var unfinished = FormattableString.Invariant($"{path}.{Environment.ProcessId}.tmp");
        try
        {
            var result = await write(PrivateFiles.Create(unfinished)).ConfigureAwait(false);
            try
            {
                File.Move(unfinished, path, force);
            }
            catch (IOException) when (!force && File.Exists(path))
            {
                RequireNew(path, force);
            }
            return result;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes text to a file.</summary>
    /// <exception cref="CommandException">The file exists.</exception>
    public static Task WriteTextAsync(string path, bool force, string text) => WriteAsync(path, force, async stream =>
    {
        var writer = new StreamWriter(stream);
        await using (writer.ConfigureAwait(false))
            await writer.WriteAsync(text).ConfigureAwait(false);
        return true;
    });

    /// <exception cref="CommandException">The file exists, and may not be replaced.</exception>
    public static void RequireNew(string path, bool force)
    {
        if (!force && File.Exists(path))
            throw CommandException.WrongUsage($"{path} already exists. Choose another path, or pass --force to replace it.");
    }
}
