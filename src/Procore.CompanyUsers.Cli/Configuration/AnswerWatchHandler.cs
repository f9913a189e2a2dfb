using System.Globalization;

namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>Notes what answers say besides their bodies.</summary>
internal sealed class AnswerWatchHandler(AnswerWatch watch, TimeProvider timeProvider) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = timeProvider.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // The server wrote its time somewhere between question and answer.
        var middle = asked + ((timeProvider.GetUtcNow() - asked) / 2);
        watch.Take(new AnswerNote(
            response.Headers.Date - middle,
            Number(response, "X-Rate-Limit-Limit"),
            Number(response, "X-Rate-Limit-Remaining"),
            Number(response, "X-Rate-Limit-Reset") is { } seconds and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null));
        return response;
    }

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
