using System.Runtime.InteropServices;

namespace Procore.Shared;

/// <summary>
/// Files and folders that only their owner can access, from the moment they are created. Those that other users of the machine
/// can access or own are refused, and so are named pipes and devices, which could block a reader for ever.
/// </summary>
/// <remarks>Procore.DirectorySync and the CLI link this source. <c>PrivateFiles.Unix.cs</c> and <c>PrivateFiles.Windows.cs</c> ask the system.</remarks>
internal static partial class PrivateFiles
{
    private static bool IsWindows { get; } =
#if NET
        OperatingSystem.IsWindows();
#else
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
#endif

    /// <summary>Creates the folder, or checks the one that exists.</summary>
    /// <exception cref="UnauthorizedAccessException">Other users can change the folder, or own it.</exception>
    public static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            if (IsWindows)
                CreateWindowsFolder(path);
            else
                CreateUnixFolder(path);
        }
        CheckFolder(path);
    }

    /// <exception cref="UnauthorizedAccessException">Other users can change the folder, or own it, so they can replace its files.</exception>
    public static void CheckFolder(string path)
    {
        if (IsWindows)
            CheckWindowsFolder(path);
        else
            CheckUnixFolder(path);
    }

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="followLink">Whether the path may be a symbolic link; the file that it leads to must be private.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users can access the file, or own it.</exception>
    /// <exception cref="IOException">It isn't a regular file, or can't be read.</exception>
    public static FileStream OpenToRead(string path, bool followLink = false)
    {
        if (!IsWindows)
            return OpenUnixFile(path, followLink);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Checked(file, () => CheckWindowsFile(path, isRead: true));
    }

    /// <summary>Creates a new file to write it.</summary>
    /// <exception cref="IOException">The file exists, or can't be written.</exception>
    public static FileStream Create(string path) => IsWindows ? CreateWindowsFile(path) : CreateUnixFile(path);

    /// <summary>Replaces a file's content: a reader, and a program that starts after a crash, gets the old or the new content, complete.</summary>
    /// <param name="path">The file. No other program may replace it at the same time.</param>
    /// <param name="content">Its new content.</param>
    public static void Replace(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        foreach (var leftover in Directory.EnumerateFiles(folder, Path.GetFileName(path) + "~*"))
            File.Delete(leftover);
        var temporary = path + "~" + Path.GetRandomFileName();
        using (var file = Create(temporary))
        {
            file.Write(content, 0, content.Length);
            file.Flush(flushToDisk: true);
        }
        Move(temporary, path);
        if (!IsWindows)
            SyncUnixFolder(folder);
    }

    /// <summary>Locks a file, which is created if necessary. The lock ends with the process, however it ends.</summary>
    /// <returns>The lock; null if another program, or this one, holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">Other users can write the file, or own it.</exception>
    /// <exception cref="IOException">It isn't a regular file, or can't be locked.</exception>
    public static IDisposable? TryLock(string path)
    {
        while (true)
        {
            try
            {
                if (!IsWindows)
                    return TryLockUnixFile(path);
                var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return Checked(file, () => CheckWindowsFile(path, isRead: false));
            }
            catch (FileNotFoundException)
            {
                CreateIfMissing(path);
            }
            catch (IOException exception) when (IsWindows && (exception.HResult & 0xFFFF) is 32 or 33)
            {
                // A sharing or lock violation.
                return null;
            }
        }
    }

    private static void CreateIfMissing(string path)
    {
        try
        {
            Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program created it at the same time.
        }
    }

    private static FileStream Checked(FileStream file, Action check)
    {
        try
        {
            check();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Move(string source, string target)
    {
#if NET
        File.Move(source, target, overwrite: true);
#else
        if (!IsWindows)
            RenameUnixFile(source, target);
        else if (File.Exists(target))
            File.Replace(source, target, destinationBackupFileName: null);
        else
            File.Move(source, target);
#endif
    }

    private static UnauthorizedAccessException FolderIsOpen(string path) => new(
        $"Other users of this machine can change the files in '{path}', so they aren't used. {(IsWindows ? "Remove the other users' permissions" : $"Run chmod go-w '{path}'")}, and check what is in the folder.");

    private static UnauthorizedAccessException FileIsOpen(string path) => new(
        $"Other users of this machine can read or write '{path}', so it isn't used. {(IsWindows ? "Remove the other users' permissions" : $"Run chmod 600 '{path}'")}, and replace the secrets in it if others may have seen them.");

    private static UnauthorizedAccessException OwnerDiffers(string path) => new(
        $"'{path}' belongs to another user of this machine, so it isn't used. Remove it, or make the account of this program its owner.");
}
