using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Errors;
using Procore.Generated.Forms;
using Procore.Generated.Json;
using Procore.Generated.Requests;

namespace Procore.Generated;

/// <summary>
/// What the generated clients share: how a request names its company, and how an answer is read.
/// </summary>
public abstract class ProcoreClientBase
{
    private protected ProcoreClientBase()
    {
    }

    private protected static void Describe(HttpRequestMessage request, string operation, bool isRepeatable, string companyId, object? body = null)
    {
        request.Headers.Add("Procore-Company-Id", companyId);
        var avatar = (body as IFormBody)?.Avatar;
        if (avatar is not null)
            request.Content = UserForm.Create(((IFormBody)body!).User, avatar);
        isRepeatable |= body is IRepeatableBody { IsRepeatable: true };
        new RequestInfo(operation, companyId, isRead: request.Method == HttpMethod.Get, isRepeatable, hasStream: avatar is { Content.CanSeek: false }).AttachTo(request);
    }

    private protected static async Task<object?> ReadAsync<T>(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is null)
            return null;
        var stream = await HttpBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonText.Read<T>(new StreamReader(stream));
        }
        catch (JsonException) when (typeof(T) == typeof(object) && response.Content.Headers.ContentType?.MediaType != "text/html")
        {
            // Nothing is documented of this body, and what was asked for is done. A page of HTML is some gateway's, though.
            return null;
        }
        catch (JsonException exception)
        {
            stream.Position = 0;
            return UnpublishedBody.Read(stream, ProcoreException.Unreadable(request, response, JsonText.PathOf(exception)));
        }
    }

    private protected static async Task<ProcoreException> ReadErrorAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = string.Empty;
        if (response.Content is not null)
        {
            using var reader = new StreamReader(await HttpBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
            text = ErrorBody.ReadBounded(reader);
        }
        return ProcoreException.Refused(request, response, ErrorBody.Parse(text));
    }
}
