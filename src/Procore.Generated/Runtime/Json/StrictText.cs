using System.Text;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Returns a text as far as it is JSON, and then throws.</summary>
/// <param name="text">The text.</param>
/// <param name="numbers">Receives the numbers whose text can't be told from their value, in their order.</param>
internal sealed class StrictText(TextReader text, Queue<string> numbers) : TextReader
{
    private JsonLexer _lexer = new(numbers);
    private bool _isBroken;
    private bool _isAtEnd;

    /// <summary>What was read and checked, but not returned.</summary>
    private ReadOnlyMemory<char> _held;

    public override int Peek() => throw new NotSupportedException();

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    /// <exception cref="JsonReaderException">The text isn't JSON from here on.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_held.Length > 0)
            return TakeHeld(buffer.AsSpan(index, count));
        if (_isAtEnd)
            return 0;
        if (_isBroken)
            throw new JsonReaderException("The text isn't JSON.");
        var read = text.Read(buffer, index, count);
        var accepted = _lexer.Accept(buffer.AsSpan(index, read), isEnd: false);
        if (_lexer.IsCut)
            Hold(buffer.AsSpan(index + accepted, read - accepted));
        else
            _isBroken = accepted < read;
        return accepted == 0 && (_held.Length > 0 || _isBroken) ? Read(buffer, index, count) : accepted;
    }

    /// <summary>Reads the rest of a number, and the character after it, so that the lexer sees the number whole.</summary>
    private void Hold(ReadOnlySpan<char> begun)
    {
        var number = new StringBuilder(begun.ToString());
        var next = new char[1];
        do
        {
            _isAtEnd = text.Read(next, 0, 1) == 0;
            if (!_isAtEnd)
                number.Append(next[0]);
        }
        while (!_isAtEnd && next[0] is (>= '0' and <= '9') or '.' or '-' or '+' or 'e' or 'E');
        var whole = number.ToString().ToCharArray();
        var accepted = _lexer.Accept(whole, _isAtEnd);
        if (_isAtEnd && accepted == whole.Length && !_lexer.IsAtEndOfNumber)
            throw new JsonReaderException("The text is cut off.");
        _isBroken = accepted < whole.Length;
        _held = whole.AsMemory(0, accepted);
    }

    private int TakeHeld(Span<char> buffer)
    {
        var taken = Math.Min(buffer.Length, _held.Length);
        _held.Span.Slice(0, taken).CopyTo(buffer);
        _held = _held.Slice(taken);
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }
}
