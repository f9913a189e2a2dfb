using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers;

/// <summary>
/// What the application set with <c>ConfigureHttpClient</c>. Default headers are applied; the rest would break the pipeline,
/// so it is refused with the option to use instead.
/// </summary>
internal sealed class HttpClientSettings(string client, string clientName, IOptionsMonitor<HttpClientFactoryOptions> factoryOptions) : IValidateOptions<ProcoreOptions>
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public ValidateOptionsResult Validate(string? name, ProcoreOptions options)
    {
        if (name != client)
            return ValidateOptionsResult.Skip;
        using var configured = Configured();
        return FailuresOf(configured) is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    /// <exception cref="OptionsValidationException">Something is set that can't be applied.</exception>
    public void ApplyTo(HttpClient http)
    {
        using var configured = Configured();
        if (FailuresOf(configured) is { Count: > 0 } failures)
            throw new OptionsValidationException(client, typeof(ProcoreOptions), failures);
        foreach (var header in configured.DefaultRequestHeaders)
            http.DefaultRequestHeaders.TryAddWithoutValidation(header.Key, header.Value);
    }

    private static List<string> FailuresOf(HttpClient configured)
    {
        var failures = new List<string>();
        if (configured.Timeout != DefaultTimeout && configured.Timeout != System.Threading.Timeout.InfiniteTimeSpan)
            failures.Add("ConfigureHttpClient sets Timeout, which would end retries and waits. Set ProcoreOptions.Retry.AttemptTimeout instead.");
        if (configured.BaseAddress is not null)
            failures.Add("ConfigureHttpClient sets BaseAddress. Set ProcoreOptions.ApiAddress instead.");
        if (configured.DefaultRequestHeaders.Contains("Authorization"))
            failures.Add("ConfigureHttpClient sets the header Authorization. Set ProcoreOptions.AccessToken or AccessTokenSource instead.");
        if (configured.DefaultRequestHeaders.Contains("Procore-Company-Id"))
            failures.Add("ConfigureHttpClient sets the header Procore-Company-Id. Use IProcoreClient.Company instead.");
        if (configured.DefaultRequestHeaders.Contains("Accept"))
            failures.Add("ConfigureHttpClient sets the header Accept, which each request sets to the format that it reads. Remove it.");
        if (configured.DefaultRequestHeaders.Contains("Idempotency-Token"))
            failures.Add("ConfigureHttpClient sets the header Idempotency-Token, which each request to create a user sets to a value of its own. Remove it.");
        using var untouched = new HttpClient(new Unused());
        if (configured.MaxResponseContentBufferSize != untouched.MaxResponseContentBufferSize)
            failures.Add("ConfigureHttpClient sets MaxResponseContentBufferSize. Set ProcoreOptions.MaxResponseBytes instead.");
#if NET
        if (configured.DefaultRequestVersion != untouched.DefaultRequestVersion || configured.DefaultVersionPolicy != untouched.DefaultVersionPolicy)
            failures.Add("ConfigureHttpClient sets the HTTP version, which the client chooses: HTTP/2 if the server has it. Remove the setting.");
#endif
        return failures;
    }

    private HttpClient Configured()
    {
        var http = new HttpClient(new Unused());
        foreach (var action in factoryOptions.Get(clientName).HttpClientActions)
            action(http);
        return http;
    }

    private sealed class Unused : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
