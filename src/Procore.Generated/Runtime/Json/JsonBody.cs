using System.Buffers;
using System.Text.Json;

namespace Procore.Generated.Json;

/// <summary>A text of JSON that is read in parts. It can be kept between them, which a reader can't.</summary>
/// <param name="json">The text in UTF-8.</param>
/// <param name="isList">Whether it is a list, in which texts repeat.</param>
/// <param name="unread">Receives the name of each property whose value doesn't fit, as <c>Model.json_name</c>.</param>
internal sealed class JsonBody(ReadOnlySequence<byte> json, bool isList = false, Action<string>? unread = null)
{
    /// <summary>Unknown values may be nested, but reading and writing them mustn't use up the stack.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    private readonly PropertyNames _names = new();
    private readonly RepeatedTexts? _texts = isList ? new() : null;
    private ReadOnlySequence<byte> _whole = json;
    private ReadOnlySequence<byte> _rest = json;
    private JsonReaderState _state = new(Options);

    /// <summary>The number of bytes that were read.</summary>
    private long Done => _whole.Length - _rest.Length;

    public delegate TResult Part<TResult>(ref ModelReader reader);

    /// <summary>Whether the text has nothing but white space.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var segment in _whole)
            {
                foreach (var c in segment.Span)
                {
                    if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                        return false;
                }
            }
            return true;
        }
    }

    /// <summary>Reads the next part.</summary>
    /// <param name="part">Reads it, and is called again if that fails because of control characters.</param>
    /// <exception cref="JsonException">The text isn't JSON, or the part isn't what is expected. The message can hold personal data, the path a name.</exception>
    public TResult Read<TResult>(Part<TResult> part)
    {
        while (true)
        {
            var reader = new ModelReader(_rest, _state, _names, _texts, unread);
            try
            {
                var result = part(ref reader);
                (_rest, _state) = (_rest.Slice(reader.Position), reader.State);
                return result;
            }
            catch (JsonException exception)
            {
                if (!EscapeControlCharacters())
                    throw new JsonException(exception.Message, JsonPath.To(_whole, Done + reader.TokenStart, Options), null, null, exception.InnerException);
            }
        }
    }

    /// <summary>Checks that nothing follows.</summary>
    /// <exception cref="JsonException">Something follows.</exception>
    public void End() => Read(static (ref ModelReader reader) => reader.Read() ? throw new JsonException("The text goes on after its value.") : true);

    /// <summary>
    /// Some servers send line breaks and the like in strings as they are. JSON doesn't allow that, but what is meant is clear.
    /// </summary>
    /// <returns>False if the rest has none.</returns>
    private bool EscapeControlCharacters()
    {
        var rest = _rest.ToArray();
        if (!Array.Exists(rest, static c => c < (byte)' '))
            return false;
        var (isInString, isEscaped) = (false, false);
        var escaped = new List<byte>(rest.Length);
        foreach (var c in rest)
        {
            if (isInString && !isEscaped && c < (byte)' ')
                escaped.AddRange([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)(c < 0x10 ? '0' : '1'), (byte)"0123456789abcdef"[c & 0xF]]);
            else
                escaped.Add(c);
            isInString ^= c == (byte)'"' && !isEscaped;
            isEscaped = isInString && c == (byte)'\\' && !isEscaped;
        }
        if (escaped.Count == rest.Length)
            return false;
        var done = Done;
        _whole = new ReadOnlySequence<byte>([.. _whole.Slice(0, done).ToArray(), .. escaped]);
        _rest = _whole.Slice(done);
        return true;
    }
}
