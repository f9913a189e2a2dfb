using System.Security.Cryptography;
using System.Text;

namespace Procore.CompanyUsers;

/// <summary>Names a text without showing it.</summary>
internal static class Fingerprint
{
    public static string Of(string text)
    {
#if NET
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
#else
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#endif
    }
}
