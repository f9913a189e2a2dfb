using System.Net;
using System.Text;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class CharsetTests
{
    private const string User = """{"id":7,"name":"Ada"}""";

    private static readonly string[] Unreadable = ["utf-7", "UTF-7", "unicode-1-1-utf-7", "csUnicode11UTF7", "x-unicode-2-0-utf-7", "klingon", "65000", "-1", "utf-8,utf-7"];

    private static readonly Dictionary<string, Func<ICompanyUsers, Task>> Calls = new()
    {
        ["get"] = users => users.GetAsync(7),
        ["list"] = users => users.ListAsync().ReadAllAsync(),
        ["create"] = users => users.CreateAsync(new NewCompanyUser("A", "a@example.com")),
        ["sync"] = users => users.SyncAsync([new CompanyUserSyncItem { Id = 7, Zip = "1" }]),
        ["add to projects"] = users => users.AddToProjectsAsync([new ProjectAssignment(7, 9)]),
        ["start a batch"] = users => users.StartAddToProjectsAsync([new ProjectAssignment(7, 9)]),
    };

    [Test]
    public void A_call_throws_a_ProcoreException_if_the_charset_cannot_be_read(
        [ValueSource(nameof(Unreadable))] string charset,
        [Values(200, 422, 500)] int status,
        [Values("get", "list", "create", "sync", "add to projects", "start a batch")] string call)
    {
        using var procore = new ScriptedProcore(_ => Response(Encoding.ASCII.GetBytes(User), charset, status));

        var failure = Assert.CatchAsync<ProcoreException>(() => Calls[call](procore.Users));

        Assert.That(failure.StatusCode, Is.EqualTo(status));
        Assert.That(failure.Operation, Is.Not.Null);
        Assert.That(failure.MayHaveBeenApplied, Is.EqualTo(status != 422 && call is not ("get" or "list")));
    }

    [Test]
    public async Task GetAsync_reads_or_refuses_every_charset_of_NET()
    {
        byte[] garbage = [.. Enumerable.Range(0, 256).Select(value => (byte)value), 0x1B, 0x24, 0x42, 0x0E, 0x7E, 0x7B, 0xFF];
        HttpResponseMessage? response = null;
        using var procore = new ScriptedProcore(_ => response!);
        foreach (var charset in Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(encoding => encoding.Name).Append("utf-7"))
        {
            foreach (var body in new byte[][] { Encoding.ASCII.GetBytes(User), [.. Encoding.ASCII.GetBytes("[\""), .. garbage] })
            {
                foreach (var status in new[] { 200, 422 })
                {
                    response = Response(body, charset, status);
                    var call = procore.Users.GetAsync(7);
                    await Task.WhenAny(call);
                    Assert.That(call.Exception?.InnerException, Is.Null.Or.InstanceOf<ProcoreException>(), charset);
                }
            }
        }
    }

    private static HttpResponseMessage Response(byte[] body, string charset, int status)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset=\"{charset}\"");
        return response;
    }
}
