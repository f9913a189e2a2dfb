using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A listing hands a page's users over while it reads them: what comes of the rest of the page is theirs no more.</summary>
internal sealed class ReadingAPageTests
{
    [TestCase("""[{"id":1},{"id":2},{"id":""", "[2]")]
    [TestCase("""[{"id":1},{"id":2},{"id":"three"}]""", "[2].id")]
    [TestCase("""[{"id":1},{"id":2},null]""", "[2]")]
    [TestCase("""[{"id":1},{"id":2}""", "[1]")]
    [TestCase("""[{"id":1},{"id":2}][""", "from its beginning")]
    public void Users_before_a_fault_are_given_and_then_the_fault_is_told(string body, string where)
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
            Assert.That(failure.Message, Does.Contain("GET /rest/v1.3/companies/{company_id}/users").And.Contain(where).And.Not.Contain("three"));
            Assert.That(failure.StatusCode, Is.EqualTo(200));
            Assert.That(procore.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void A_page_with_a_fault_is_none()
    {
        using var procore = new ScriptedProcore(_ => Answer.Json("""[{"id":1},{"id":"two"}]"""));

        Assert.ThrowsAsync<ProcoreException>(async () =>
        {
            await foreach (var page in procore.Users.ListPagesAsync())
                Assert.Fail($"{page.Users.Count} users of it were given.");
        });
    }

    [Test]
    public async Task Users_who_were_given_needn_t_be_kept()
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
    public async Task A_reader_who_leaves_in_the_middle_of_a_page_ends_it()
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
