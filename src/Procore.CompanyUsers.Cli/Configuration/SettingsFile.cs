using System.Text;
using Procore.Shared;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>A file of settings, one NAME=value per line. It can hold secrets, so only its owner may have access to it.</summary>
internal static class SettingsFile
{
    /// <exception cref="CommandException">The file can't be read, others have access to it, or it isn't a settings file. The message holds no values.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            // A secret that Kubernetes mounts is a symbolic link.
            using var reader = new StreamReader(PrivateFiles.OpenToRead(path, followLink: true), Encoding.UTF8);
            return Parse(reader, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.NotAuthorised, $"The settings file can't be used: {exception.Message}");
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
