using System.Runtime.InteropServices;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;

namespace Procore.DirectorySync;

/// <summary>Creates files and folders that only their owner can read, from the moment they exist, and refuses those that others can write.</summary>
internal static class OwnerOnly
{
#if NET
    /// <exception cref="UnauthorizedAccessException">Other users of the machine can write the file or folder.</exception>
    public static void Check(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            throw new UnauthorizedAccessException($"Other users of this machine can write {path}, and could change what an undo restores. Remove their permission with chmod go-w, and check the files.");
    }

    public static FileStream CreateFile(string path) => OperatingSystem.IsWindows()
        ? CreateFileOnWindows(path)
        : new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
#else
    /// <summary>The permissions of a file can't be read portably on netstandard2.0.</summary>
    public static void Check(string path) => _ = path;

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static FileStream CreateFile(string path)
    {
        if (IsWindows)
            return CreateFileOnWindows(path);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        // Nothing has been written yet.
        ChangeMode(path, Convert.ToUInt32("600", 8));
        return file;
    }

    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        if (!IsWindows)
            ChangeMode(path, Convert.ToUInt32("700", 8));
    }

    private static void ChangeMode(string path, uint mode)
    {
        if (chmod(Encoding.UTF8.GetBytes(path + "\0"), mode) != 0)
            throw new UnauthorizedAccessException("The journal's permissions can't be set, so other users could read it. Choose another folder.");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chmod(byte[] path, uint mode);
#endif

#if NET
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
    private static FileStream CreateFileOnWindows(string path)
    {
        using var owner = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(owner.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.Read, 4096, FileOptions.None, security);
    }
}
