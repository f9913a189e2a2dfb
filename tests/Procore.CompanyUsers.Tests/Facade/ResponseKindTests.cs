namespace Procore.CompanyUsers.Tests;

/// <summary>What may come instead of an answer, in every method: never another exception than Procore's, and nothing that passes for a success.</summary>
internal sealed class ResponseKindTests
{
    private const int MaxResponseBytes = 2000;

    private static readonly Dictionary<string, (int? Status, string Said, Func<HttpResponseMessage> Answer)> Kinds = new()
    {
        ["HTML with 200"] = (200, "text/html", () => Answer.Text("<html><title>Sign in</title></html>", "text/html", 200)),
        ["HTML with 502"] = (502, "Bad Gateway", () => Answer.Text("<html><title>Bad Gateway</title></html>", "text/html", 502)),
        ["nothing"] = (200, "200", () => Answer.Empty(200)),
        ["null"] = (200, "200", () => Answer.Json("null")),
        ["a text"] = (200, "isn't the JSON", () => Answer.Json("\"x\"")),
        ["truncated JSON"] = (200, "isn't the JSON", () => Answer.Json("""{"id":7,"entities":[{"id":7,"na""")),
        ["two bodies"] = (200, "isn't the JSON", () => Answer.Json("""{"id":7}{"id":8}""")),
        ["wrong types"] = (200, "200", () => Answer.Json("""{"id":{},"entities":7,"errors":"x","data":"x"}""")),
        ["a redirect"] = (302, "302", () => Answer.Text("", "text/html", 302, ("Location", "https://elsewhere.example.com/"))),
        ["too much"] = (null, "2000 bytes", () => Answer.Json("[" + new string(' ', MaxResponseBytes) + "]")),
        ["a reset"] = (null, "the connection broke", () => throw new HttpRequestException("No.", new IOException("No."))),
        ["a reset in the middle"] = (null, "the connection broke", () => new HttpResponseMessage { Content = new StreamContent(new BrokenStream("""{"id":7,""")) }),
        ["an end in the middle of gzip"] = (null, "the connection broke", () => new HttpResponseMessage { Content = new StreamContent(new BrokenStream("x", () => new InvalidDataException("No."))) }),
        ["a charset that there is none of"] = (500, "500", () =>
        {
            var answer = Answer.Json("{}", 500);
            answer.Content.Headers.Remove("Content-Type");
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon");
            return answer;
        }
        ),
    };

    private static IEnumerable<string> Methods() => FacadeCalls.ByMethod.Keys;

    private static IEnumerable<string> KindNames() => Kinds.Select(kind => kind.Key);

    [Test]
    public async Task ProcoreException_describes_the_kind_of_response_that_failed([ValueSource(nameof(Methods))] string method, [ValueSource(nameof(KindNames))] string kind)
    {
        var (status, said, answer) = Kinds[kind];
        using var procore = new ScriptedProcore(_ => answer(), options => options.MaxResponseBytes = MaxResponseBytes);
        var call = FacadeCalls.ByMethod[method](procore.Users);
        await Task.WhenAny(call);

        if (call.IsCompletedSuccessfully)
        {
            Assert.That(PassesFor(call), Is.EqualTo(method == nameof(ICompanyUsers.InviteAsync) ? "nothing else is documented" : "unmentioned"));
            Assert.That(said, Is.EqualTo("200").Or.EqualTo("isn't the JSON"));
            return;
        }
        var failure = call.Exception!.InnerException!;
        var cause = failure is SyncInterruptedException or ProjectsInterruptedException ? failure.InnerException! : failure;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cause, Is.InstanceOf<ProcoreException>());
            Assert.That(((ProcoreException)cause).StatusCode, Is.EqualTo(status));
            Assert.That(((ProcoreException)cause).Operation, Does.Contain(" /rest/v"));
            Assert.That(cause.Message, Does.Contain(((ProcoreException)cause).Operation).And.Contain(said));
        }
    }

    /// <summary>What a caller sees where there was no exception.</summary>
    private static string PassesFor(Task call)
    {
        IEnumerable<ProjectOutcome>? outcomes = call switch
        {
            Task<List<ProjectOutcome>> changed => changed.Result,
            Task<BulkJob> job => job.Result.Outcomes,
            _ => null,
        };
        if (outcomes is null)
            return "nothing else is documented";
        return outcomes.Any() && outcomes.All(outcome => outcome.Status == ProjectChangeStatus.Unmentioned) ? "unmentioned" : "a success";
    }

    private sealed class BrokenStream(string text, Func<Exception>? failure = null) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw failure?.Invoke() ?? new IOException("The connection was reset.");

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
