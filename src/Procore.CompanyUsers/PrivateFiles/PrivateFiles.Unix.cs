using System.Runtime.InteropServices;
using System.Text;

namespace Procore.Shared;

/// <content>Linux and macOS, through the C library: .NET can't tell the owner of a file, nor open one without waiting.</content>
#pragma warning disable CA1416 // Called on Linux and macOS only.
internal static partial class PrivateFiles
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int WrittenByOthers = 0x12;
    private const int AccessedByOthers = 0x3F;
    private const int FileTypes = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;

    private static bool IsMac { get; } =
#if NET
        OperatingSystem.IsMacOS();
#else
        RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
#endif

    private static void CreateUnixFolder(string path)
    {
#if NET
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#else
        Directory.CreateDirectory(path);
        Require(chmod(Utf8(path), 0x1C0), path);
#endif
    }

    private static void CheckUnixFolder(string path)
    {
        using var folder = Open(path, ReadOnly);
        var (mode, owner) = StatusOf(folder, path);
        if ((mode & FileTypes) != Folder)
            throw new IOException($"'{path}' isn't a folder.");
        if (IsForeign(owner))
            throw OwnerDiffers(path);
        if ((mode & WrittenByOthers) != 0)
            throw FolderIsOpen(path);
    }

    private static void CheckUnixFile(Descriptor file, string path, int forbidden)
    {
        var (mode, owner) = StatusOf(file, path);
        if ((mode & FileTypes) != RegularFile)
            throw new IOException($"'{path}' isn't a regular file. Remove it.");
        if (IsForeign(owner))
            throw OwnerDiffers(path);
        if ((mode & forbidden) != 0)
            throw FileIsOpen(path);
    }

    /// <summary>What root owns is trusted, since root can change every file.</summary>
    private static bool IsForeign(uint owner) => owner != 0 && owner != geteuid();

    private static FileStream OpenUnixFile(string path, bool followLink)
    {
        if (!followLink)
            RefuseLink(path);
        var file = Open(path, ReadOnly);
        try
        {
            CheckUnixFile(file, path, AccessedByOthers);
#if NET
            return new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(file.Release(), ownsHandle: true), FileAccess.Read);
#else
            // Mono can't make a stream of a descriptor. No other user can replace the file: its folder was checked.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
#endif
        }
        finally
        {
            file.Dispose();
        }
    }

    private static FileStream CreateUnixFile(string path)
    {
#if NET
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
#else
        if (File.Exists(path))
            throw new IOException($"'{path}' exists.");
        var template = Utf8(path + "~XXXXXX");
        var descriptor = mkstemp(template);
        Require(descriptor, path);
        new Descriptor(descriptor).Dispose();
        // Unlike a new name, a link never replaces a file that another program has created in the meantime, and may have locked.
        var isLinked = link(template, Utf8(path)) == 0;
        var error = Marshal.GetLastWin32Error();
        _ = unlink(template);
        if (isLinked)
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        if (error == FileExists)
            throw new IOException($"'{path}' exists.");
        // A file system without links. Others can read the file before it has its mode, but then it is empty.
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        return Checked(file, () => Require(chmod(Utf8(path), 0x180), path));
#endif
    }

    private static Descriptor? TryLockUnixFile(string path)
    {
        RefuseLink(path);
        var file = Open(path, ReadWrite);
        var isLocked = false;
        try
        {
            // A lock file holds nothing, so others may read it.
            CheckUnixFile(file, path, WrittenByOthers);
            // Exclusive, and without waiting.
            isLocked = flock(file.Number, 2 | 4) == 0;
            if (isLocked)
                return file;
            // EAGAIN of Linux and of macOS.
            return Marshal.GetLastWin32Error() is 11 or 35 ? null : throw Failure(path);
        }
        finally
        {
            if (!isLocked)
                file.Dispose();
        }
    }

    /// <summary>A file's new name is on the disk when its folder is.</summary>
    private static void SyncUnixFolder(string path)
    {
        using var folder = Open(path, ReadOnly);
        // Some file systems can't; then there is nothing more to do.
        _ = fsync(folder.Number);
    }

    private static void RefuseLink(string path)
    {
        var attributes = new FileInfo(path).Attributes;
        // -1 if there is no file.
        if ((int)attributes != -1 && attributes.HasFlag(FileAttributes.ReparsePoint))
            throw new IOException($"'{path}' is a symbolic link. Remove it.");
    }

    /// <summary>Opens without waiting: a named pipe would otherwise wait for its other end for ever.</summary>
    private static Descriptor Open(string path, int access)
    {
        // O_NONBLOCK and O_CLOEXEC.
        var number = open(Utf8(path), access | (IsMac ? 0x1000004 : 0x80800));
        if (number >= 0)
            return new Descriptor(number);
        throw Marshal.GetLastWin32Error() is NoSuchFile or NotAFolder ? new FileNotFoundException($"'{path}' doesn't exist.", path) : Failure(path);
    }

    private static (int Mode, uint Owner) StatusOf(Descriptor file, string path)
    {
        var status = new byte[256];
        if (IsMac)
        {
            Require(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? fstat64(file.Number, status) : fstat(file.Number, status), path);
            return (BitConverter.ToUInt16(status, 4), BitConverter.ToUInt32(status, 16));
        }
        try
        {
            // Unlike stat, statx has one layout on every processor. The status of the descriptor itself: type, mode and owner.
            Require(statx(file.Number, [0], 0x1000, 1 | 2 | 8, status), path);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new PlatformNotSupportedException("This system can't tell who may access a file: its C library has no statx (glibc 2.28 or later, musl 1.2.4 or later).", exception);
        }
        return (BitConverter.ToUInt16(status, 28), BitConverter.ToUInt32(status, 20));
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static void Require(int result, string path)
    {
        if (result < 0)
            throw Failure(path);
    }

    private static IOException Failure(string path)
    {
        var error = Marshal.GetLastWin32Error();
        return new IOException(error == 13
            ? $"Access to '{path}' is denied."
            : FormattableString.Invariant($"'{path}' can't be opened, locked or written (error {error} of the operating system)."));
    }

    /// <summary>An open file. Its lock ends when it is disposed.</summary>
    private sealed class Descriptor : SafeHandle
    {
        public Descriptor(int number)
            : base(new IntPtr(-1), ownsHandle: true) => SetHandle(new IntPtr(number));

        public int Number => (int)handle;

        public override bool IsInvalid => Number < 0;

        /// <summary>Hands the descriptor over; disposing doesn't close it any more.</summary>
        public IntPtr Release()
        {
            var number = handle;
            SetHandleAsInvalid();
            return number;
        }

        protected override bool ReleaseHandle() => close(Number) == 0;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int flock(int descriptor, int operation);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] status);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fstat(int descriptor, byte[] status);

    [DllImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fstat64(int descriptor, byte[] status);

#if !NET
    private const int FileExists = 17;

    private static void RenameUnixFile(string source, string target) => Require(rename(Utf8(source), Utf8(target)), target);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chmod(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mkstemp(byte[] template);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rename(byte[] source, byte[] target);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(byte[] source, byte[] target);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlink(byte[] path);
#endif
}
