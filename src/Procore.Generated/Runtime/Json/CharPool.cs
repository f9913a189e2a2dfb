using System.Buffers;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Lends the reader its buffer, and a larger one than it asks for: it fills it less often then.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    private const int Smallest = 8192;

    private CharPool()
    {
    }

    public static CharPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(Math.Max(minimumLength, Smallest));

    public void Return(char[]? array)
    {
        if (array is not null)
            ArrayPool<char>.Shared.Return(array);
    }
}
