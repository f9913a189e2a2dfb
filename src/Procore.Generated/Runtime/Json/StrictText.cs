using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>Returns a text as far as it is JSON, and then throws.</summary>
/// <param name="text">The text.</param>
/// <param name="numbers">Receives the numbers whose text can't be told from their value, in their order.</param>
internal sealed class StrictText(TextReader text, Queue<string> numbers) : TextReader
{
    private JsonLexer _lexer = new(numbers);
    private bool _isBroken;

    public override int Peek() => throw new NotSupportedException();

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    /// <exception cref="JsonReaderException">The text isn't JSON from here on.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_isBroken)
            throw new JsonReaderException("The text isn't JSON.");
        var read = text.Read(buffer, index, count);
        if (read == 0 && !_lexer.End())
            throw new JsonReaderException("The text is cut off.");
        var accepted = _lexer.Accept(buffer.AsSpan(index, read));
        _isBroken = accepted < read;
        return accepted == 0 && _isBroken ? Read(buffer, index, count) : accepted;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }
}
