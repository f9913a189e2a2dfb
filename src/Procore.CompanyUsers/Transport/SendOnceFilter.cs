using Microsoft.Extensions.Http;

namespace Procore.CompanyUsers;

/// <summary>Puts <see cref="SendOnceHandler" /> below all handlers that the application added to one of our clients.</summary>
/// <param name="prefix">The beginning of our clients' names.</param>
internal sealed class SendOnceFilter(string prefix) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(prefix, StringComparison.Ordinal) == true)
            builder.PrimaryHandler = new SendOnceHandler(builder.PrimaryHandler);
    };
}
