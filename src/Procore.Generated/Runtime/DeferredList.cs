using System.Text;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.Generated;

/// <summary>
/// A list that isn't parsed until it is read. A page that was fetched ahead stays bytes instead of becoming thousands of objects that the
/// garbage collector has to move.
/// </summary>
internal sealed class DeferredList(HttpRequestMessage request, HttpResponseMessage response, Stream body, Encoding? encoding, Func<object?> read)
{
    private readonly Lazy<object?> _whole = new(read);

    public object? Whole => _whole.Value;

    /// <summary>Gets the items. They can be read once; each is parsed when it is read, so earlier ones can be collected.</summary>
    /// <param name="missing">Creates the exception for an empty body, or null in place of the list.</param>
    public IEnumerable<T> Items<T>(Func<ProcoreException> missing)
    {
        using (body)
        {
            using var text = BodyText.Open(body, encoding);
            using var reader = JsonText.Open(text, RequestInfo.Of(request)!.UnreadProperty);
            if (!Begins<T>(reader))
                throw missing();
            while (TryRead<T>(reader, out var item))
                yield return item!;
        }
    }

    private bool Begins<T>(JsonTextReader reader)
    {
        try
        {
            return reader.Read() && ListCodec<T>.Begins(reader);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private bool TryRead<T>(JsonTextReader reader, out T? item)
    {
        try
        {
            if (ListCodec<T>.TryReadNext(reader, out item))
                return true;
            JsonText.End(reader);
            return false;
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private ProcoreException Unreadable(JsonException exception) => ProcoreException.Unreadable(request, response, exception);
}
