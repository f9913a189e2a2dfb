using System.Net.Sockets;
using System.Text;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>The calls and the ways to fail that the table of retries is made of.</summary>
internal static class Attempts
{
    public const int MaxResponseBytes = 2000;

    public static IReadOnlyDictionary<string, Func<ICompanyUsers, Task>> Calls { get; } = new Dictionary<string, Func<ICompanyUsers, Task>>
    {
        ["read"] = users => users.GetAsync(7),
        ["list"] = users => users.ListAsync(new CompanyUserQuery { PageSize = 100 }).ReadAllAsync(),
        ["update"] = users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }),
        ["deactivate"] = users => users.DeactivateAsync(7),
        ["reactivate"] = users => users.ReactivateAsync(7),
        ["sync, all with keys"] = users => users.SyncAsync([new CompanyUserSyncItem { Id = 7, Zip = "1" }, new CompanyUserSyncItem { OriginId = "E8", LastName = "B" }]),
        ["sync, one without"] = users => users.SyncAsync([new CompanyUserSyncItem { Id = 7, Zip = "1" }, new CompanyUserSyncItem { LastName = "B", EmailAddress = "b@example.com" }]),
        ["create"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com")),
        ["invite"] = users => users.InviteAsync(7),
        ["add to projects"] = users => users.AddToProjectsStreamingAsync([new ProjectAssignment(7, 9)]).ReadAllAsync(),
        ["start a batch"] = users => users.StartAddToProjectsAsync([new ProjectAssignment(7, 9)]),
        ["update with a picture"] = users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }, Picture(new MemoryStream([1, 2, 3]))),
        ["create with a picture"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com"), Picture(new MemoryStream([1, 2, 3]))),
        ["update with a picture that comes but once"] = users => users.UpdateAsync(7, new CompanyUserChanges { Zip = "1" }, Picture(new CountedStream(3))),
        ["create with a picture that comes but once"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com"), Picture(new CountedStream(3))),
    };

    public static IReadOnlyDictionary<string, AnswerTo> Failures { get; } = new Dictionary<string, AnswerTo>
    {
        ["refused"] = (_, _) => throw new HttpRequestException("No.", new SocketException((int)SocketError.ConnectionRefused)),
        ["reset"] = (_, _) => throw new HttpRequestException("No.", new IOException("No.", new SocketException((int)SocketError.ConnectionReset))),
        ["timeout"] = NeverAsync,
        ["408"] = Status(408),
        ["429"] = Status(429),
        ["429 +7 s"] = Status(429, ("Retry-After", "7")),
        ["429 at"] = Status(429, ("Date", "Sun, 06 Nov 1994 08:49:07 GMT"), ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")),
        ["500"] = Status(500),
        ["502"] = Status(502),
        ["503"] = Status(503),
        ["503 +7 s"] = Status(503, ("Retry-After", "7")),
        ["504"] = Status(504),
        ["cut off"] = (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new CutOffStream()) }),
        ["too long"] = (_, _) => Task.FromResult(Answer.Json(new string(' ', MaxResponseBytes) + "{}")),
        ["422"] = Status(422),
    };

    /// <summary>Answers any of the calls as Procore does when all is well.</summary>
    public static HttpResponseMessage Succeed(SentRequest request) => request.Address.AbsolutePath switch
    {
        var path when path.EndsWith("/sync", StringComparison.Ordinal) => Answer.Json("""{"entities":[{"id":7},{"id":8,"origin_id":"E8","last_name":"B","email_address":"b@example.com"}],"errors":[]}"""),
        var path when path.Contains("/v2.", StringComparison.Ordinal) => Answer.Json("""{"data":{"bid":"1"}}""", 202),
        var path when path.EndsWith("/bulk_add", StringComparison.Ordinal) => Answer.Json("""{"entities":[{"userId":"7","projects":["9"]}]}"""),
        var path when path.EndsWith("/invite", StringComparison.Ordinal) => Answer.Empty(202),
        var path when request.Method == "GET" && path.EndsWith("/users", StringComparison.Ordinal) => Answer.Json("[]"),
        _ => Answer.Json("""{"id":7}"""),
    };

    private static AnswerTo Status(int status, params (string Name, string Value)[] headers) =>
        (_, _) => Task.FromResult(Answer.Json("""{"message":"No"}""", status, headers));

    private static async Task<HttpResponseMessage> NeverAsync(SentRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Succeed(request);
    }

    private static CompanyUserWriteOptions Picture(Stream content) => new() { Avatar = new Avatar(content, "a.png", "image/png") };

    private sealed class CutOffStream() : MemoryStream(Encoding.UTF8.GetBytes("""{"id":"""))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The response ended prematurely.");

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
