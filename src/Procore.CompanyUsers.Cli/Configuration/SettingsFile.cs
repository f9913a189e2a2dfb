using System.Text;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>A file of settings, one NAME=value per line. It can hold secrets, so only its owner may have access to it.</summary>
internal static class SettingsFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="CommandException">The file can't be read, others have access to it, or it isn't a settings file. The message holds no values.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.NotAuthorised, $"The settings file can't be read: {exception.Message}");
        }
        using (stream)
        {
            // Checks the open file, which can't be replaced between the check and the read.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != UnixFileMode.None)
                throw new CommandException(ExitCode.NotAuthorised, $"{path} holds credentials, but other users of this machine can read or write it, so it isn't used. Run chmod 600 '{path}', and replace the secret if others may have seen it.");
            return Parse(new StreamReader(stream, Encoding.UTF8), path);
        }
    }

    private static Dictionary<string, string> Parse(StreamReader reader, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
                continue;
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !Settings.Names.Contains(parts[0], StringComparer.Ordinal))
                throw CommandException.WrongUsage($"{path}, line {number}: expected NAME=value, where NAME is one of {string.Join(", ", Settings.Names)}.");
            if (parts[1].Length > 0 && !values.TryAdd(parts[0], parts[1]))
                throw CommandException.WrongUsage($"{path}, line {number}: {parts[0]} is set twice.");
        }
        return values;
    }
}
