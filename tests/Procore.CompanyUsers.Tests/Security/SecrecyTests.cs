using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

/// <summary>Runs every method of the facade into every kind of failure, and searches all that was told.</summary>
internal sealed class SecrecyTests
{
    private static readonly IReadOnlyDictionary<string, AnswerTo> Failures = new Dictionary<string, AnswerTo>(Attempts.Failures)
    {
        ["none"] = (request, _) => Task.FromResult(PlantedData.Succeed(request)),
        ["a refusal that quotes"] = Says(422, $$$"""{"errors":{"email_address":["{{{PlantedData.EmailAddress}}} is taken","with Bearer {{{PlantedData.FirstToken}}}"]}}"""),
        ["a message that quotes"] = Says(400, $$"""{"message":"{{PlantedData.SecondToken}} must not send {{PlantedData.EmailAddress}}"}"""),
        ["a refusal that repeats the body"] = Says(400, PlantedData.Person),
        ["a text that quotes"] = Says(500, $"Oops: {PlantedData.EmailAddress} {PlantedData.Phone} {PlantedData.Name} {PlantedData.FirstToken}"),
        ["a success that is none"] = Says(200, $"Oops: {PlantedData.EmailAddress} {PlantedData.Phone} {PlantedData.Name}"),
        ["a body of another shape"] = Says(200, $$$"""{"{{{PlantedData.EmailAddress}}}":{"{{{PlantedData.Name}}}":1}}"""),
        ["a body that ends early"] = Says(200, PlantedData.Person[..^5]),
        ["a redirect"] = (_, _) => Task.FromResult(Answer.Json("{}", 307, ("Location", $"https://elsewhere.example.com/?q={PlantedData.EmailAddress}"))),
        ["an exception that quotes"] = (_, _) => throw new HttpRequestException("No.", new IOException("The connection broke.")),
    };

    private static IEnumerable<string> Kinds() => Failures.Keys;

    [TestCaseSource(nameof(Kinds))]
    public async Task Every_method_keeps_secrets_and_people_out_of_logs_and_traces(string failure)
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        foreach (var (method, call) in PlantedData.Calls)
        {
            var signIn = new TaskCompletionSource();
            using var procore = Procore(log, (request, cancellationToken) => Failures[failure](request, cancellationToken), failure == "timeout" ? null : TimeSpan.FromDays(1), signIn);
            var result = call(procore.Users);
            // The clock would end the attempt to sign in otherwise, before it is sent.
            await Task.WhenAny(result, signIn.Task);
            await procore.Clock.AdvanceUntilAsync(result);
            if (result.Exception is { } exception)
                told.Add(exception.ToString());
            told.AddRange(Texts(procore));
            // Calls of the same method, whose token was taken back meanwhile, and which were held up.
            Assert.That(PlantedData.FoundIn(string.Join(' ', procore.TokenRequests.Select(request => request.Body)), [PlantedData.Secret]), Is.Not.Empty, method);
        }

        AssertNothingFound(listener, log, told, PlantedData.Personal);
        Assert.That(listener.Spans, Has.Count.GreaterThanOrEqualTo(PlantedData.Calls.Count));
        Assert.That(log.All.Select(entry => entry.Id), Does.Contain(failure is "refused" or "reset" or "timeout" or "cut off" or "too long" or "an exception that quotes" ? 2 : 1).And.Contain(9));
    }

    [TestCase(401, $$"""{"error":"invalid_client","error_description":"{{PlantedData.Secret}} is wrong for {{PlantedData.EmailAddress}}"}""")]
    [TestCase(400, $$"""{"client_secret":"{{PlantedData.Secret}}","refresh_token":"{{PlantedData.RefreshToken}}"}""")]
    [TestCase(500, $"client_secret={PlantedData.Secret}")]
    [TestCase(200, $$"""{"access_token":"{{PlantedData.FirstToken}} {{PlantedData.SecondToken}}","refresh_token":"{{PlantedData.RefreshToken}}"}""")]
    [TestCase(200, $$"""{"access_token":"{{PlantedData.FirstToken}}""")]
    public async Task Every_method_keeps_secrets_out_of_logs_when_no_token_is_issued(int status, string body)
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        foreach (var call in PlantedData.Calls.Values)
        {
            using var procore = new TimedProcore(_ => Answer.Json(body, status), AsService, log);
            var result = call(procore.Users);
            await procore.Clock.AdvanceUntilAsync(result);
            told.Add(result.Exception!.ToString());
            told.AddRange(Texts(procore));
        }

        AssertNothingFound(listener, log, told, PlantedData.Personal);
        Assert.That(log.All.Select(entry => entry.Id), Does.Contain(8));
    }

    /// <summary>A message of Procore's is in the exception, in its words: what isn't masked there is in no log and no trace even so.</summary>
    [Test]
    public async Task Every_method_shows_people_of_a_refusal_only_in_the_exception()
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        foreach (var call in PlantedData.Calls.Values)
        {
            using var procore = Procore(log, Says(422, $$"""{"message":"{{PlantedData.Name}} ({{PlantedData.Phone}}) is taken"}"""), TimeSpan.FromDays(1));
            var result = call(procore.Users);
            await procore.Clock.AdvanceUntilAsync(result);
            Assert.That(result.Exception!.ToString(), Does.Contain(PlantedData.Name));
        }

        AssertNothingFound(listener, log, told, PlantedData.Personal);
    }

    [Test]
    public async Task AssertNothingFound_finds_planted_secrets_and_people()
    {
        var log = new LogEntries();
        using var procore = Procore(log, (request, _) => Task.FromResult(PlantedData.Succeed(request)));
        // The clock stands still here, so that the first token doesn't expire before it is sent.
        await procore.Users.GetAsync(7);
        foreach (var call in PlantedData.Calls.Values)
            await procore.Clock.AdvanceUntilAsync(call(procore.Users));

        // All that was planted did go out, or came.
        var sent = string.Join('\n', procore.Requests.Concat(procore.TokenRequests).Select(request => $"{request.Line} {request.Body} {string.Join(' ', request.Headers.Values)}"));
        Assert.That(PlantedData.FoundIn(sent, [.. PlantedData.Secrets, .. PlantedData.Personal]), Is.EquivalentTo(PlantedData.Secrets.Concat(PlantedData.Personal).Except([PlantedData.RefreshToken])));

        foreach (var word in PlantedData.Secrets.Concat(PlantedData.Personal))
        {
            Assert.That(PlantedData.FoundIn($"at {Uri.EscapeDataString(word)}&", [word]), Is.Not.Empty);
            Assert.That(PlantedData.FoundIn(log.All.Aggregate(word, (text, entry) => text + entry.Whole), [word]), Is.Not.Empty);
        }
    }

    private static void AssertNothingFound(Listener listener, LogEntries log, IReadOnlyList<string> told, IReadOnlyList<string> personal)
    {
        string[] words = [.. PlantedData.Secrets, .. personal];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.All.SelectMany(entry => PlantedData.FoundIn($"{entry.Message} {entry.Whole}", words)).Distinct(), Is.Empty, "in the log");
            Assert.That(listener.Spans.SelectMany(span => PlantedData.FoundIn(Text(span), words)).Distinct(), Is.Empty, "in the spans");
            Assert.That(listener.All.SelectMany(measured => PlantedData.FoundIn($"{measured.Name} {string.Join(' ', measured.Tags)}", words)).Distinct(), Is.Empty, "in the metrics");
            Assert.That(told.SelectMany(text => PlantedData.FoundIn(text, words)).Distinct(), Is.Empty, "in exceptions and ToString");
        }
    }

    private static string Text(Activity span) =>
        $"{span.OperationName} {span.DisplayName} {span.StatusDescription} {span.TraceStateString} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}";

    private static IEnumerable<string> Texts(TimedProcore procore) =>
        new object[] { procore.Services.GetRequiredService<IOptions<ProcoreOptions>>().Value, procore.Client, procore.Users, procore.Client.Company(7) }.Select(holder => $"{holder}");

    private static AnswerTo Says(int status, string body) => (_, _) => Task.FromResult(Answer.Json(body, status));

    /// <summary>Signs in, and takes the second token only.</summary>
    private static TimedProcore Procore(LogEntries log, AnswerTo answerTo, TimeSpan? attempt = null, TaskCompletionSource? signIn = null)
    {
        var tokens = 0;
        return new TimedProcore(
            (request, cancellationToken) =>
            {
                if (TimedProcore.IsForToken(request))
                {
                    signIn?.TrySetResult();
                    return Task.FromResult(Answer.Json(
                        $$"""{"access_token":"{{(Interlocked.Increment(ref tokens) == 1 ? PlantedData.FirstToken : PlantedData.SecondToken)}}","refresh_token":"{{PlantedData.RefreshToken}}","expires_in":5400}"""));
                }
                return request.Headers["Authorization"] == $"Bearer {PlantedData.FirstToken}"
                    ? Task.FromResult(Answer.Json($$"""{"message":"{{PlantedData.FirstToken}} has expired"}""", 401))
                    : answerTo(request, cancellationToken);
            },
            options =>
            {
                AsService(options);
                options.Retry.AttemptTimeout = attempt ?? options.Retry.AttemptTimeout;
            },
            log);
    }

    private static void AsService(ProcoreOptions options)
    {
        TimedProcore.AsService(options);
        options.ClientSecret = PlantedData.Secret;
        options.Retry.AttemptTimeout = TimeSpan.FromSeconds(10);
        options.MaxResponseBytes = Attempts.MaxResponseBytes;
    }
}
