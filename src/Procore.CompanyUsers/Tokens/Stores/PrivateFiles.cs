using System.Runtime.InteropServices;
using System.Text;

namespace Procore.CompanyUsers;

/// <summary>Files and directories that on Unix are their owner's alone from the first moment, and that outlive a loss of power.</summary>
internal static class PrivateFiles
{
    private static bool IsUnix { get; } =
#if NET
        !OperatingSystem.IsWindows();
#else
        !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
#endif

    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
#if !NET
        if (IsUnix)
            Check(chmod(Utf8(path), 0x1C0), path);
#endif
    }

    /// <summary>Opens a file that nobody else, in this process or another, may have open meanwhile.</summary>
    public static FileStream OpenExclusively(string path)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#endif
    }

    /// <summary>Whether the failure is that somebody else has the file open.</summary>
    public static bool IsInUse(IOException exception)
    {
        // EAGAIN of Linux and of the others; sharing and lock violation.
        var code = exception.HResult & 0xFFFF;
        return exception.GetType() == typeof(IOException) && (IsUnix ? code is 11 or 35 : code is 32 or 33);
    }

    /// <summary>Puts content in the place of a file: whoever reads it, or whatever stops the program, it's the old one or the new one, whole.</summary>
    /// <param name="path">The file, which nobody else replaces at the same time.</param>
    /// <param name="content">Its new content.</param>
    public static void Replace(string path, byte[] content)
    {
        var directory = Path.GetDirectoryName(path)!;
        foreach (var leftover in Directory.EnumerateFiles(directory, Path.GetFileName(path) + "~*"))
            File.Delete(leftover);
        string temporary;
        using (var file = CreateNew(path + "~", out temporary))
        {
            file.Write(content, 0, content.Length);
            file.Flush(flushToDisk: true);
        }
        Move(temporary, path);
        if (IsUnix)
            SyncDirectory(directory);
    }

    private static FileStream CreateNew(string prefix, out string path)
    {
#if NET
        path = prefix + Path.GetRandomFileName();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        if (!IsUnix)
        {
            path = prefix + Path.GetRandomFileName();
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        var template = Utf8(prefix + "XXXXXX");
        var descriptor = mkstemp(template);
        Check(descriptor, prefix);
        path = Encoding.UTF8.GetString(template, 0, template.Length - 1);
        return new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle((IntPtr)descriptor, ownsHandle: true), FileAccess.Write);
#endif
    }

    private static void Move(string source, string target)
    {
#if NET
        File.Move(source, target, overwrite: true);
#else
        if (IsUnix)
            Check(rename(Utf8(source), Utf8(target)), target);
        else if (File.Exists(target))
            File.Replace(source, target, destinationBackupFileName: null);
        else
            File.Move(source, target);
#endif
    }

    /// <summary>A file's new name is on the disk when its directory is.</summary>
    private static void SyncDirectory(string path)
    {
        var descriptor = open(Utf8(path), 0);
        Check(descriptor, path);
        try
        {
            // A file system that can't is no worse off than without.
            _ = fsync(descriptor);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static void Check(int result, string path)
    {
        if (result < 0)
            throw new IOException(FormattableString.Invariant($"'{path}' can't be written: error {Marshal.GetLastWin32Error()}."));
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

#if !NET
    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkstemp(byte[] template);

    [DllImport("libc", SetLastError = true)]
    private static extern int rename(byte[] source, byte[] target);
#endif
}
