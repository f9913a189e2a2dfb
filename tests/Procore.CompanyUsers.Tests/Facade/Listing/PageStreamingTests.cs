using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A listing hands a page's users over while it reads them: what comes of the rest of the page is theirs no more.</summary>
internal sealed class PageStreamingTests
{
    [TestCase("""[{"id":1},{"id":2},{"id":""", "[2]")]
    [TestCase("""[{"id":1},{"id":2},{"id":"three"}]""", "[2].id")]
    [TestCase("""[{"id":1},{"id":2},null]""", "[2]")]
    [TestCase("""[{"id":1},{"id":2}""", "[1]")]
    [TestCase("""[{"id":1},{"id":2}][""", "from its beginning")]
    public void ListAsync_returns_the_users_before_a_fault_and_then_throws(string body, string where)
    {
        using var procore = new ScriptedProcore(_ => Answer.Json(body, 200, ("Total", "3")));
        var ids = new List<long?>();

        var failure = Assert.ThrowsAsync<ProcoreException>(async () =>
        {
            await foreach (var user in procore.Users.ListAsync())
                ids.Add(user.Id);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.EqualTo(new long?[] { 1, 2 }));
            Assert.That(failure.Message, Does.Contain(FacadeRoute.Line("GET /companies/{company_id}/users")).And.Contain(where).And.Not.Contain("three"));
            Assert.That(failure.StatusCode, Is.EqualTo(200));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void ListPagesAsync_returns_no_page_that_has_a_fault()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""[{"id":1},{"id":"two"}]"""));

        Assert.ThrowsAsync<ProcoreException>(async () =>
        {
            await foreach (var page in procore.Users.ListPagesAsync())
                Assert.Fail($"{page.Users.Count} users of it were given.");
        });
    }

    [Test]
    public async Task ListAsync_keeps_no_reference_to_returned_users()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users(Enumerable.Range(1, 1000).Select(id => (long)id), ("Total", "1000")));
        await using var listing = procore.Users.ListAsync().GetAsyncEnumerator();

        var first = await NextAsync(listing);
        await listing.MoveNextAsync();
        await listing.MoveNextAsync();
        GC.Collect();

        Assert.That(first.IsAlive, Is.False);
    }

    [Test]
    public async Task ListAsync_stops_reading_when_the_reader_stops_within_a_page()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""[{"id":1},{"id":2},{"id":"three"}]""", 200, ("Total", "3000")));

        await foreach (var user in procore.Users.ListAsync())
        {
            if (user.Id == 2)
                break;
        }

        Assert.That(procore.Requests, Has.Count.EqualTo(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> NextAsync(IAsyncEnumerator<CompanyUser> listing)
    {
        await listing.MoveNextAsync();
        return new WeakReference(listing.Current);
    }
}
