using System.Text;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>A reader that keeps the text of numbers, and reports properties without the documented type.</summary>
internal sealed class ModelReader : JsonTextReader
{
    private readonly Queue<string> _numbers;
    private readonly Action<string>? _unread;

    private ModelReader(TextReader text, Queue<string> numbers, Action<string>? unread)
        : base(new StrictText(text, numbers)) => (_numbers, _unread) = (numbers, unread);

    public static ModelReader Open(TextReader text, Action<string>? unread) => new(text, [], unread);

    /// <summary>The number as it is written; null if the token isn't a number, or is an integer that is written in one way only.</summary>
    public string? NumberText { get; private set; }

    /// <exception cref="JsonReaderException">The text isn't JSON; says where.</exception>
    public override bool Read()
    {
        try
        {
            var isToken = base.Read();
            // At the end the reader keeps its last token.
            NumberText = isToken && (TokenType == JsonToken.Float || Value is 0L) ? _numbers.Dequeue() : null;
            // One that the reader itself would have refused.
            if (TokenType == JsonToken.Float && Value is JsonLexer.Placeholder && NumberText is { } written)
                SetToken(JsonToken.Float, Numbers.Exact(written), updateIndex: false);
            return isToken;
        }
        catch (JsonReaderException exception) when (exception.Path is null or "")
        {
            throw new JsonReaderException(exception.Message, Path, LineNumber, LinePosition, exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonReaderException("The text has bytes that its encoding doesn't allow.", Path, LineNumber, LinePosition, exception);
        }
    }

    public void ReportUnread(Type model, string name) => _unread?.Invoke($"{model.Name}.{name}");
}
