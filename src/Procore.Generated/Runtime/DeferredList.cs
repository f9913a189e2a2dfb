using System.Text;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Errors;
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

    public bool IsRead => _whole.IsValueCreated;

    /// <summary>Gets the items. They can be read once; each is parsed when it is read, so earlier ones can be collected.</summary>
    /// <param name="missing">Creates the exception for an empty body, or null in place of the list.</param>
    public IEnumerable<T> Items<T>(Func<ProcoreException> missing)
    {
        using (body)
        {
            using var text = BodyText.Open(body, encoding);
            using var reader = JsonText.Open(text, RequestInfo.Of(request)!.UnreadProperty);
            if (!Begins<T>(reader, out var wrapper))
                throw missing();
            var isEmpty = true;
            while (TryRead<T>(reader, wrapper, isEmpty, out var item))
            {
                isEmpty = false;
                yield return item!;
            }
        }
    }

    /// <summary>Reads up to the first item.</summary>
    /// <returns>False for an empty body, or null in place of the list.</returns>
    private bool Begins<T>(JsonTextReader reader, out Dictionary<string, object?>? wrapper)
    {
        wrapper = null;
        try
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonToken.StartObject)
            {
                wrapper = new Dictionary<string, object?>(StringComparer.Ordinal);
                if (!ReadTo("data", reader, wrapper, isEmpty: true))
                    return wrapper.TryGetValue("data", out var data) && data is null ? false : throw Unreadable(string.Empty);
            }
            return ListCodec<T>.Begins(reader);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Reads the properties of a wrapper, such as <c>{"data": […]}</c>, until one is the list.</summary>
    /// <returns>False if the wrapper ends first.</returns>
    /// <exception cref="ProcoreException">The properties read so far hold errors.</exception>
    private bool ReadTo(string? list, JsonTextReader reader, Dictionary<string, object?> wrapper, bool isEmpty)
    {
        while (JsonText.Next(reader) != JsonToken.EndObject)
        {
            var name = (string)reader.Value!;
            if (JsonText.Next(reader) == JsonToken.StartArray && name == list)
            {
                Check(wrapper, hasContent: true);
                return true;
            }
            wrapper[name] = AnyCodec.ReadAny(reader);
        }
        JsonText.End(reader);
        Check(wrapper, hasContent: list is null, isEmpty && list is null);
        return false;
    }

    /// <param name="wrapper">The properties beside the list.</param>
    /// <param name="hasContent">Whether there is a list.</param>
    /// <param name="isEmpty">Whether it is empty, as that of a server that couldn't list can be.</param>
    private void Check(Dictionary<string, object?> wrapper, bool hasContent, bool isEmpty = false)
    {
        var verdict = StatedResult.VerdictOf(wrapper, isUser: false, hasContent);
        if (verdict.Meaning != StatedResult.Meaning.Failure && !hasContent && wrapper.At("data") is Dictionary<string, object?> inner)
            verdict = StatedResult.VerdictOf(inner, isUser: false, hasContent);
        if (verdict.Meaning == StatedResult.Meaning.Failure || (isEmpty && verdict.Messages.Any(message => StatedResult.IsBadNewsOfList(message.Message))))
            throw ProcoreException.RefusedDespiteSuccess(RequestInfo.Of(request)!, (int)response.StatusCode, ProcoreException.RequestIdOf(response, RequestInfo.Of(request)!), verdict.Messages);
    }

    private bool TryRead<T>(JsonTextReader reader, Dictionary<string, object?>? wrapper, bool isEmpty, out T? item)
    {
        try
        {
            if (ListCodec<T>.TryReadNext(reader, out item))
                return true;
            if (wrapper is null)
                JsonText.End(reader);
            else
                ReadTo(null, reader, wrapper, isEmpty);
            return false;
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private ProcoreException Unreadable(string path) => ProcoreException.Unreadable(request, response, path);

    private ProcoreException Unreadable(JsonException exception) => ProcoreException.Unreadable(request, response, exception);
}
