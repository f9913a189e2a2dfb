using System.Collections;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Procore.CompanyUsers.Tests;

/// <summary>Signs in, exchanges, refreshes and revokes into every kind of answer, and searches all that was told.</summary>
internal sealed class TokenSecrecyTests
{
    private const string Code = "pl4nted-c0de+/&=";
    private const string Token = PlantedData.FirstToken + "-of-the-usual-length";
    private const string FirstRefreshToken = PlantedData.RefreshToken + "-0+/&=";
    private static readonly Uri RedirectUri = new("https://app.example.com/back");

    private static readonly string[] Words = [.. PlantedData.Secrets, "pl4nted-c0de"];

    /// <summary>What a server may answer that repeats what it was sent: the form, as it came and as it reads.</summary>
    private static readonly IReadOnlyDictionary<string, Func<string, string>> Bodies = new Dictionary<string, Func<string, string>>
    {
        ["a description"] = form => $$"""{"error":"invalid_request","error_description":{{Json(WebUtility.UrlDecode(form))}}}""",
        ["a grant that is refused"] = form => $$"""{"error":"invalid_grant","error_description":{{Json(form)}}}""",
        ["a list by field"] = form => $$$"""{"errors":{{{{Json(WebUtility.UrlDecode(form))}}}:[{{{Json(form)}}}]}}""",
        ["the fields"] = form => "{" + string.Join(',', form.Split('&').Select(field => field.Split('=')).Select(field => $"{Json(field[0])}:{Json(WebUtility.UrlDecode(field[1]))}")) + "}",
        ["a code"] = form => $$$"""{"error":{"code":{{{Json(WebUtility.UrlDecode(form))}}},"message":"No.","details":[{"message":{{{Json(WebUtility.UrlDecode(form))}}}}]}}""",
        ["the form"] = form => form,
        ["the form, escaped in lower case"] = form => Lower(form),
        ["what the form says"] = form => WebUtility.UrlDecode(form),
        ["a page"] = form => $"<html><title>{WebUtility.HtmlEncode(WebUtility.UrlDecode(form))}</title></html>",
        ["a page that escapes as a script does"] = form => $"<html><title>{Json(WebUtility.UrlDecode(form))}</title></html>",
        ["tokens that are cut off"] = form => $$"""{"access_token":"{{Token}}","refresh_token":{{Json(WebUtility.UrlDecode(form))}}""",
        ["tokens of a wrong type"] = form => $$"""{"access_token":["{{Token}}"],"refresh_token":[{{Json(WebUtility.UrlDecode(form))}}]}""",
    };

    private static readonly IReadOnlyDictionary<string, Func<TimedProcore, Task>> Actions = new Dictionary<string, Func<TimedProcore, Task>>
    {
        ["exchange"] = procore => procore.Authentication.ExchangeCodeAsync(Code, RedirectUri),
        ["call"] = procore => procore.Users.GetAsync(7),
        ["revoke"] = procore => procore.Authentication.RevokeAsync(),
        ["exchange for a tenant"] = procore => Tenant(procore).Authentication.ExchangeCodeAsync(Code, RedirectUri),
        ["call of a tenant"] = procore => Tenant(procore).Company(7).Users.GetAsync(7),
        ["revoke a tenant's"] = procore => Tenant(procore).Authentication.RevokeAsync(),
    };

    private static IEnumerable<TestCaseData> Answers() => new[] { 200, 302, 400, 401, 403, 500 }.SelectMany(status => Bodies.Keys.Select(body => new TestCaseData(status, body)));

    [TestCaseSource(nameof(Answers))]
    public async Task Token_responses_do_not_appear_in_logs_and_exceptions(int status, string body)
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        foreach (var (action, run) in Actions)
        {
            using var procore = App(log, sent => Answer.Json(Bodies[body](sent.Body!), status, ("Location", $"https://elsewhere.example.com/?{sent.Body}")));
            var result = run(procore);
            await procore.Clock.AdvanceUntilAsync(result);
            if (!action.StartsWith("revoke", StringComparison.Ordinal) || status != 200)
                told.AddRange(Whole(result.Exception!.InnerException!));
            told.AddRange(Texts(procore));
        }

        AssertNothingFound(listener, log, told);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task TokenStore_and_TokenProtector_do_not_appear_in_logs_and_exceptions(bool isEncrypted)
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        Action<TroubledStore>[] troubles = [_ => { }, store => store.FailsToRead = true, store => store.FailsToGiveALease = true, store => store.FailsToWrite = true, store => store.FailsAfterWriting = true, store => store.FailsToTakeBack = true];
        foreach (var trouble in troubles)
        {
            foreach (var run in Actions.Values)
            {
                var store = new TroubledStore(new InMemoryTokenStore());
                using var procore = App(log, Pair, options => (options.TokenStore, options.TokenProtector) = (store, isEncrypted ? new ReversingProtector() : null));
                trouble(store);
                for (var turn = 0; turn < 2; turn++)
                {
                    var result = run(procore);
                    await procore.Clock.AdvanceUntilAsync(result);
                    if (result.Exception?.InnerException is { } failure)
                        told.AddRange(Whole(failure));
                }
                told.AddRange(Texts(procore));
                told.AddRange(store.Keys);
            }
        }

        AssertNothingFound(listener, log, told);
    }

    [TestCase("""{"key":"KEY","access_token":"TOKEN"}""")]
    [TestCase("""{"key":"another","access_token":"TOKEN","refresh_token":"TOKEN"}""")]
    [TestCase("""{"key":"KEY","access_token":"TOKEN","refresh_token":"TOKEN","issued_at":"TOKEN","expires_at":9223372036854775807}""")]
    [TestCase("TOKEN")]
    [TestCase("""{"key":"KEY","access_token":"TOKEN""")]
    public async Task TokenStore_entries_of_others_do_not_appear_in_logs_and_exceptions(string payload)
    {
        using var listener = new Listener();
        var log = new LogEntries();
        var told = new List<string>();
        foreach (var isEncrypted in new[] { false, true })
        {
            foreach (var run in Actions.Values)
            {
                var memory = new InMemoryTokenStore();
                var store = new TroubledStore(memory);
                using var procore = App(log, Pair, options => (options.TokenStore, options.TokenProtector) = (store, isEncrypted ? new ReversingProtector() : null));
                store.FailsToGiveALease = true;
                await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7), Tenant(procore).Company(7).Users.GetAsync(7));
                store.FailsToGiveALease = false;
                foreach (var key in store.Keys.Distinct())
                {
                    await using var lease = await memory.AcquireAsync(key, TimeSpan.FromMinutes(1));
                    await lease.TryWriteAsync(new StoredTokens(1, payload.Replace("KEY", key, StringComparison.Ordinal).Replace("TOKEN", Token, StringComparison.Ordinal)));
                }
                var result = run(procore);
                await procore.Clock.AdvanceUntilAsync(result);
                if (result.Exception?.InnerException is { } failure)
                    told.AddRange(Whole(failure));
            }
        }

        Assert.That(told, Is.Not.Empty);
        AssertNothingFound(listener, log, told);
    }

    [Test]
    public void ToString_is_not_overridden_by_public_types_that_hold_a_secret()
    {
        var holders = typeof(ICompanyUsers).Assembly.GetExportedTypes()
            .Where(type => type.GetProperties().Any(property => property.PropertyType == typeof(string) && (property.Name.Contains("Token") || property.Name.Contains("Secret") || property.Name == nameof(StoredTokens.Payload))))
            .ToList();

        Assert.That(holders, Is.EquivalentTo(new[] { typeof(ProcoreOptions), typeof(ProcoreCredentials), typeof(StoredTokens) }));
        Assert.That(holders.Select(type => type.GetMethod(nameof(ToString), [])!.DeclaringType), Is.All.EqualTo(typeof(object)));
    }

    [Test]
    public async Task AssertNothingFound_finds_planted_tokens()
    {
        var sent = new List<string>();
        foreach (var run in Actions.Values)
        {
            using var procore = App(new LogEntries(), Pair);
            await procore.Clock.AdvanceUntilAsync(procore.Users.GetAsync(7));
            await procore.Clock.AdvanceUntilAsync(run(procore));
            sent.AddRange(procore.TokenRequests.Concat(procore.Requests).Select(request => $"{request.Body}{string.Join(' ', request.Headers.Values)}"));
        }

        Assert.That(PlantedData.FoundIn(string.Join('\n', sent), Words), Is.SupersetOf(new[] { PlantedData.Secret, PlantedData.FirstToken, PlantedData.RefreshToken, "pl4nted-c0de" }));
        Assert.That(Bodies.Values.SelectMany(body => PlantedData.FoundIn(body(sent[0].Split(' ')[0]), [PlantedData.RefreshToken])).Count(), Is.EqualTo(Bodies.Count));
    }

    private static void AssertNothingFound(Listener listener, LogEntries log, List<string> told)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.All.SelectMany(entry => PlantedData.FoundIn($"{entry.Message} {entry.Whole}", Words)).Distinct(), Is.Empty, "in the log");
            Assert.That(listener.Spans.SelectMany(span => PlantedData.FoundIn($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags.Append(new("", e.Name))))}", Words)).Distinct(), Is.Empty, "in the spans");
            Assert.That(listener.All.SelectMany(measured => PlantedData.FoundIn($"{measured.Name} {string.Join(' ', measured.Tags)}", Words)).Distinct(), Is.Empty, "in the metrics");
            Assert.That(told.Where(text => PlantedData.FoundIn(text, Words).Any()).Distinct(), Is.Empty, "in exceptions and ToString");
        }
    }

    /// <summary>An exception with all that it has: what caused it, its data, the server's words.</summary>
    private static IEnumerable<string> Whole(Exception exception)
    {
        for (var failure = exception; failure is not null; failure = failure.InnerException)
        {
            yield return failure.ToString();
            foreach (DictionaryEntry entry in failure.Data)
                yield return $"{entry.Key} {entry.Value}";
            foreach (var error in (failure as ProcoreException)?.Errors ?? [])
                yield return $"{error} {error.Field} {error.Message} {error.Code}";
        }
    }

    private static IEnumerable<string> Texts(TimedProcore procore) => new object[]
    {
        procore.Services.GetRequiredService<IOptions<ProcoreOptions>>().Value,
        procore.Services.GetRequiredService<IOptions<ProcoreOptions>>().Value.TokenStore!,
        procore.Client,
        procore.Authentication,
        procore.Services.GetRequiredService<IProcoreClientFactory>(),
        Tenant(procore),
        Credentials(),
        new StoredTokens(1, Token),
    }.Select(holder => $"{holder}");

    private static IProcoreClient Tenant(TimedProcore procore) => procore.Services.GetRequiredService<IProcoreClientFactory>().Create("tenant", Credentials());

    private static ProcoreCredentials Credentials() => new() { RefreshToken = FirstRefreshToken };

    private static HttpResponseMessage Pair(SentRequest sent) =>
        Answer.Json($$"""{"access_token":"{{Token}}","refresh_token":"{{PlantedData.RefreshToken}}","expires_in":5400}""");

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Lower(string form) => System.Text.RegularExpressions.Regex.Replace(form, "%..", escaped => escaped.Value.ToLowerInvariant(), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>An app that a user has authorized, over what <paramref name="aboutTokens" /> answers to all that isn't a call.</summary>
    private static TimedProcore App(LogEntries log, Func<SentRequest, HttpResponseMessage> aboutTokens, Action<ProcoreOptions>? configure = null) => new(
        request => request.Address.AbsolutePath.Contains("/oauth/", StringComparison.Ordinal) ? aboutTokens(request) : Attempts.Succeed(request),
        options =>
        {
            TimedProcore.AsService(options);
            options.ClientSecret = PlantedData.Secret;
            options.RefreshToken = FirstRefreshToken;
            options.TokenStore = new InMemoryTokenStore();
            options.Retry.MaxRetries = 1;
            configure?.Invoke(options);
        },
        log);
}
