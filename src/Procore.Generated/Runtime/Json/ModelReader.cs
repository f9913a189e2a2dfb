using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Procore.Generated.Json;

/// <summary>Reads JSON token by token, exactly as RFC 8259 defines it, and reports properties without the documented type.</summary>
internal ref struct ModelReader
{
    private readonly PropertyNames _names;
    private readonly RepeatedTexts? _texts;
    private readonly Action<string>? _unread;
    private Utf8JsonReader _json;

    public ModelReader(ReadOnlySequence<byte> json, JsonReaderState state, PropertyNames names, RepeatedTexts? texts, Action<string>? unread)
    {
        _json = new Utf8JsonReader(json, isFinalBlock: true, state);
        _names = names;
        _texts = texts;
        _unread = unread;
    }

    public readonly JsonTokenType TokenType => _json.TokenType;

    /// <summary>What a reader needs to go on from <see cref="Position" />.</summary>
    public readonly JsonReaderState State => _json.CurrentState;

    public readonly SequencePosition Position => _json.Position;

    /// <summary>Where the token starts, counted from where the reader started.</summary>
    public readonly long TokenStart => _json.TokenStartIndex;

    /// <returns>False at the end of the text.</returns>
    /// <exception cref="JsonException">The text isn't JSON, or is cut off.</exception>
    public bool Read() => _json.Read();

    /// <summary>Reads the next token of a value that hasn't ended.</summary>
    /// <inheritdoc cref="Read" />
    public JsonTokenType Next() => _json.Read() ? _json.TokenType : throw new JsonException("The text is cut off.");

    /// <summary>The name of the property.</summary>
    public readonly string GetName() => (_json.ValueIsEscaped ? null : _names.Get(_json.HasValueSequence ? _json.ValueSequence.ToArray() : _json.ValueSpan)) ?? GetText();

    /// <summary>The value of a string, which may have half of a surrogate pair as an escape.</summary>
    /// <exception cref="JsonException">The string has bytes that UTF-8 doesn't allow.</exception>
    public readonly string GetText()
    {
        try
        {
            if (_texts is null || _json.HasValueSequence || _json.ValueIsEscaped || _json.ValueSpan.Length > RepeatedTexts.Longest)
                return _json.GetString()!;
            ref var place = ref _texts[_json.ValueSpan];
            return place is { } known && RepeatedTexts.AreEqual(known, _json.ValueSpan) ? known : place = _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return EscapedText.Decode(Bytes());
        }
    }

    /// <summary>The number as it is written.</summary>
    public readonly string GetNumberText() => Encoding.ASCII.GetString(Bytes());

    /// <summary>The number as the .NET number that has its exact value.</summary>
    /// <inheritdoc cref="Numbers.Exact" path="/returns" />
    public readonly object GetNumber() => _json.TryGetInt64(out var number) && number != 0 ? number : Numbers.Exact(GetNumberText());

    /// <returns>Whether the number is written as an integer and fits.</returns>
    public readonly bool TryGetInteger(out long value) => _json.TryGetInt64(out value);

    /// <summary>Gets a time from a string.</summary>
    public readonly bool TryGetTime(out DateTimeOffset value) => _json.ValueIsEscaped || _json.HasValueSequence
        ? IsoTime.TryParse(Encoding.UTF8.GetBytes(GetText()), out value)
        : IsoTime.TryParse(_json.ValueSpan, out value);

    public readonly void ReportUnread(Type model, string name) => _unread?.Invoke($"{model.Name}.{name}");

    private readonly byte[] Bytes() => _json.HasValueSequence ? _json.ValueSequence.ToArray() : _json.ValueSpan.ToArray();
}
