using System.Text;
using System.Text.Json;
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
            var json = Open();
            if (!Begins<T>(json, out var wrapper))
                throw missing();
            var isEmpty = true;
            while (TryRead<T>(json, wrapper, isEmpty, out var item))
            {
                isEmpty = false;
                yield return item!;
            }
        }
    }

    private JsonBody Open()
    {
        try
        {
            return new JsonBody(BodyText.Utf8(body, encoding), isList: true, RequestInfo.Of(request)!.UnreadProperty);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Reads up to the first item.</summary>
    /// <returns>False for an empty body, or null in place of the list.</returns>
    private bool Begins<T>(JsonBody json, out Dictionary<string, object?>? wrapper)
    {
        wrapper = null;
        try
        {
            if (json.IsEmpty)
                return false;
            if (json.Read(static (ref ModelReader reader) => reader.Next() == JsonTokenType.StartObject ? (bool?)null : ListCodec<T>.Begins(ref reader)) is { } begins)
                return begins;
            wrapper = new Dictionary<string, object?>(StringComparer.Ordinal);
            return ReadTo("data", json, wrapper, isEmpty: true) || (wrapper.TryGetValue("data", out var data) && data is null ? false : throw Unreadable(string.Empty));
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Reads the properties of a wrapper, such as <c>{"data": […]}</c>, until one is the list.</summary>
    /// <returns>False if the wrapper ends first.</returns>
    /// <exception cref="ProcoreException">The properties read so far hold errors.</exception>
    private bool ReadTo(string? list, JsonBody json, Dictionary<string, object?> wrapper, bool isEmpty)
    {
        if (json.Read((ref ModelReader reader) => IsFound(ref reader, list, wrapper)))
        {
            Check(wrapper, hasContent: true);
            return true;
        }
        json.End();
        Check(wrapper, hasContent: list is null, isEmpty && list is null);
        return false;
    }

    private static bool IsFound(ref ModelReader reader, string? list, Dictionary<string, object?> wrapper)
    {
        while (reader.Next() != JsonTokenType.EndObject)
        {
            var name = reader.GetName();
            if (reader.Next() == JsonTokenType.StartArray && name == list)
                return true;
            wrapper[name] = AnyCodec.ReadAny(ref reader);
        }
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

    private bool TryRead<T>(JsonBody json, Dictionary<string, object?>? wrapper, bool isEmpty, out T? item)
    {
        try
        {
            (var isRead, item) = json.Read(static (ref ModelReader reader) => (ListCodec<T>.TryReadNext(ref reader, out var next), next));
            if (isRead)
                return true;
            if (wrapper is null)
                json.End();
            else
                ReadTo(null, json, wrapper, isEmpty);
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
