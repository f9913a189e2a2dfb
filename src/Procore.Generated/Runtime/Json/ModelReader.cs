using System.Text;
using Newtonsoft.Json;

namespace Procore.Generated.Json;

/// <summary>A reader that reports properties without the documented type.</summary>
internal sealed class ModelReader(TextReader text, Action<string>? unread) : JsonTextReader(text)
{
    /// <exception cref="JsonReaderException">The text isn't JSON; says where.</exception>
    public override bool Read()
    {
        try
        {
            return base.Read();
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

    public void ReportUnread(Type model, string name) => unread?.Invoke($"{model.Name}.{name}");
}
