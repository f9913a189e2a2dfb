using System.Security.AccessControl;
using System.Security.Principal;

namespace Procore.Shared;

/// <content>Windows: files and folders get a list of permissions with one entry, for the account of this program.</content>
#pragma warning disable CA1416 // Called on Windows only.
internal static partial class PrivateFiles
{
    private const FileSystemRights Changes = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete
        | FileSystemRights.DeleteSubdirectoriesAndFiles | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    private static void CreateWindowsFolder(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(
            user.User!, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        new DirectoryInfo(path).Create(security);
    }

    private static FileStream CreateWindowsFile(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.Read, 4096, FileOptions.None, security);
    }

    private static void CheckWindowsFolder(string path)
    {
        if (!IsPrivate(new DirectoryInfo(path).GetAccessControl(), Changes, path))
            throw FolderIsOpen(path);
    }

    private static void CheckWindowsFile(string path, bool isRead)
    {
        if (!IsPrivate(new FileInfo(path).GetAccessControl(), isRead ? Changes | FileSystemRights.ReadData : Changes, path))
            throw FileIsOpen(path);
    }

    /// <summary>Whether other users have none of the rights. Administrators and the system are trusted, since they can change every file.</summary>
    /// <exception cref="UnauthorizedAccessException">Another user owns it.</exception>
    private static bool IsPrivate(FileSystemSecurity security, FileSystemRights forbidden, string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        if (!IsTrusted(security.GetOwner(typeof(SecurityIdentifier))))
            throw OwnerDiffers(path);
        return !security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .Cast<FileSystemAccessRule>()
            .Any(rule => rule.AccessControlType == AccessControlType.Allow
                && !rule.PropagationFlags.HasFlag(PropagationFlags.InheritOnly)
                && (rule.FileSystemRights & forbidden) != default
                && !IsTrusted(rule.IdentityReference));

        bool IsTrusted(IdentityReference? account) => account is SecurityIdentifier id
            && (id == user.User
                || id.IsWellKnown(WellKnownSidType.LocalSystemSid)
                || id.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid)
                || id.IsWellKnown(WellKnownSidType.CreatorOwnerSid)
                || id.Value == "S-1-3-4");
    }
}
