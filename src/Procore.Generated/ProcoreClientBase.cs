using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Generated.Errors;
using Procore.Generated.Forms;
using Procore.Generated.Json;

namespace Procore.Generated;

/// <summary>
/// What the generated clients share: how a request names its company, and how an answer is read.
/// </summary>
public abstract class ProcoreClientBase
{
    private protected ProcoreClientBase()
    {
    }

    private protected static void SetCompany(HttpRequestMessage request, string companyId) =>
        request.Headers.Add("Procore-Company-Id", companyId);

    private protected static void UseForm(HttpRequestMessage request, object body)
    {
        if (body is IFormBody { Avatar: { } avatar } form)
            request.Content = UserForm.Create(form.User, avatar);
    }

    /// <summary>Reads a body whole before it is parsed, so that parsing never blocks on the network.</summary>
    private protected static async Task<object?> ReadAsync<T>(HttpResponseMessage response, string operation, CancellationToken cancellationToken)
    {
        if (response.Content is null)
            return null;
        var stream = await BodyAsync(response.Content, cancellationToken).ConfigureAwait(false);
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
            return UnpublishedBody.Read(stream, ProcoreException.Unreadable(operation, response, JsonText.PathOf(exception)));
        }
    }

    private protected static async Task<ProcoreException> ReadErrorAsync(HttpResponseMessage response, string operation, CancellationToken cancellationToken)
    {
        var text = string.Empty;
        if (response.Content is not null)
        {
            using var reader = new StreamReader(await BodyAsync(response.Content, cancellationToken).ConfigureAwait(false));
            text = ErrorBody.ReadBounded(reader);
        }
        return ProcoreException.Refused(operation, response, ErrorBody.Parse(text));
    }

    private static async Task<Stream> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        await content.LoadIntoBufferAsync().ConfigureAwait(false);
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
    }
}
