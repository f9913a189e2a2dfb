using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Procore.Generated.Errors;
using Procore.Generated.Forms;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.Generated;

/// <summary>
/// The base of the generated clients: describes requests to the handlers, and reads responses.
/// </summary>
public abstract class ProcoreClientBase
{
    private protected ProcoreClientBase()
    {
    }

    private protected static void Describe(HttpRequestMessage request, string operation, bool isRepeatable, string companyId, JsonModel? body = null)
    {
        CheckPlaces(request, companyId);
        // An operation that names the company in the header alone has written it already.
        request.Headers.Remove("Procore-Company-Id");
        request.Headers.Add("Procore-Company-Id", companyId);
        // The same for all attempts. Nothing relies on it: what Procore does with it isn't documented.
        if (request.Method == HttpMethod.Post && operation.EndsWith("/users", StringComparison.Ordinal))
            request.Headers.Add("Idempotency-Token", Guid.NewGuid().ToString("D"));
        var avatar = (body as IFormBody)?.Avatar;
        if (avatar is not null)
        {
            request.Content = UserForm.Create(((IFormBody)body!).User, avatar);
        }
        else if (body is not null)
        {
            request.Content = new StringContent(ProcoreJson.Serialize(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else if (request.Method != HttpMethod.Get)
        {
            request.Content = new StringContent(string.Empty, Encoding.UTF8, "application/json");
        }
        isRepeatable |= body is IRepeatableBody { IsRepeatable: true };
        new RequestInfo(operation, companyId, isRead: request.Method == HttpMethod.Get, isRepeatable, hasStream: avatar is { Content.CanSeek: false }) { CanAskForLess = AsksForMoreThan(request, SmallestPage) }.AttachTo(request);
    }

    /// <exception cref="ArgumentException">A text isn't valid Unicode; escaping it would send another text.</exception>
    private protected static string ConvertToString(object? value, CultureInfo culture)
    {
        var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, culture) ?? string.Empty;
        return JsonText.IndexOfLoneSurrogate(text) is >= 0 and var index
            ? throw new ArgumentException(FormattableString.Invariant($"An id or a parameter isn't valid Unicode: half of a surrogate pair is missing at index {index}."), nameof(value))
            : text;
    }

    /// <summary>They are parsed only if they are read.</summary>
    private protected static IEnumerable<KeyValuePair<string, IEnumerable<string>>> HeadersOf(HttpResponseMessage response) =>
        response.Content is { } content ? response.Headers.Concat(content.Headers) : response.Headers;

    private protected static async Task<object?> ReadAsync<T>(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is not { } content)
            return null;
        if (!HttpBody.TryGetEncoding(content, out var encoding))
            throw ProcoreException.UnknownCharset(request, response);
        if (IsList(typeof(T)))
        {
            var taken = await HttpBody.TakeAsync(response, cancellationToken).ConfigureAwait(false);
            return new DeferredList(request, response, taken, encoding, () => Parse<T>(request, response, taken, encoding));
        }
        return Parse<T>(request, response, await HttpBody.ReadAsync(content, cancellationToken).ConfigureAwait(false), encoding);
    }

    /// <summary>The page size below which a listing doesn't go after a 408.</summary>
    internal const int SmallestPage = 100;

    private static bool AsksForMoreThan(HttpRequestMessage request, int pageSize)
    {
        const string Parameter = "per_page=";
        foreach (var part in request.RequestUri!.OriginalString.Split('?', '&'))
        {
            if (part.StartsWith(Parameter, StringComparison.Ordinal))
                return int.TryParse(part.Split('=')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > pageSize;
        }
        return false;
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static object? Parse<T>(HttpRequestMessage request, HttpResponseMessage response, Stream body, Encoding? encoding)
    {
        using var stream = body;
        try
        {
            return JsonText.Read<T>(stream, encoding, RequestInfo.Of(request)!.UnreadProperty);
        }
        catch (JsonException) when (typeof(T) == typeof(object) && response.Content!.Headers.ContentType?.MediaType != "text/html")
        {
            // The operation has no documented body, and it succeeded. An HTML page comes from a gateway, though.
            return TextOf(stream, encoding);
        }
        catch (JsonException exception)
        {
            return UnpublishedBody.Read(stream, encoding, ProcoreException.Unreadable(request, response, exception));
        }
    }

    /// <returns>The beginning of a body that isn't JSON; null if it isn't text.</returns>
    private static string? TextOf(Stream body, Encoding? encoding)
    {
        try
        {
            using var text = BodyText.Open(body, encoding);
            return ErrorBody.ReadBounded(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    internal static async Task<ProcoreException> ReadErrorAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = string.Empty;
        if (response.Content is not null)
        {
            HttpBody.TryGetEncoding(response.Content, out var encoding);
            using var reader = new StreamReader(await HttpBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false), encoding ?? Encoding.UTF8);
            text = ErrorBody.ReadBounded(reader);
        }
        // An error can quote what was sent.
        if (RequestInfo.Of(request) is { Secrets: { Count: > 0 } secrets })
            text = SecretMask.Apply(text, secrets);
        return ProcoreException.Refused(request, response, ErrorBody.Parse(text));
    }

    private static void CheckPlaces(HttpRequestMessage request, string companyId)
    {
        if (companyId.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("A company's id can't have spaces, control characters or non-ASCII characters. Use Procore's id.", nameof(companyId));
        foreach (var segment in request.RequestUri!.OriginalString.Split('?')[0].Split('/'))
            CheckSegment(segment);
    }

    /// <summary>Escaping keeps an id within its segment of the path, except for these, which would lead to another path.</summary>
    private static void CheckSegment(string id)
    {
        if (id is "" or "." or "..")
            throw new ArgumentException("An id is empty, '.' or '..', which would change the path. Use Procore's id.", nameof(id));
    }
}
