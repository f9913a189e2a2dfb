using System.Runtime.InteropServices;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;

namespace Procore.DirectorySync;

/// <summary>Files and folders that nobody but their owner can read, from the moment at which they exist.</summary>
internal static class OwnerOnly
{
#if NET
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
            throw new UnauthorizedAccessException("The journal can't be kept from others: its permissions can't be set. Choose another folder.");
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
