using System.Text;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.Generated;

/// <summary>
/// A list that is still text. Until somebody asks for it, a page that was fetched ahead is bytes, and not thousands of objects
/// that the collector moves about.
/// </summary>
internal sealed class DeferredList(HttpRequestMessage request, HttpResponseMessage response, Stream body, Encoding? encoding, Func<object?> read)
{
    private readonly Lazy<object?> _whole = new(read);

    public object? Whole => _whole.Value;

    /// <summary>Its items, once, each read when its turn comes: those before it may be collected by then.</summary>
    /// <param name="missing">What it is where there is nothing, or null, in the list's place.</param>
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
