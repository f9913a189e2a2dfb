namespace Procore.CompanyUsers.Tests;

/// <summary>Where headers and pages contradict each other, no user is left out.</summary>
internal sealed class ContradictedHeadersTests
{
    [Test]
    public async Task ListAsync_reads_to_the_total_when_pages_are_shorter_than_Per_Page()
    {
        using var procore = Pages(users: 250, perPage: 50, ("Total", "250"), ("Per-Page", "100"));

        Assert.That(await procore.Users.ListAsync(new CompanyUserQuery { PageSize = 100 }).ReadIdsAsync(), Has.Count.EqualTo(250));
    }

    [Test]
    public async Task ListAsync_ignores_a_total_of_0_beside_full_pages()
    {
        using var procore = Pages(users: 30, perPage: 10, ("Total", "0"));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Has.Count.EqualTo(30));
    }

    [Test]
    public async Task ListAsync_continues_after_a_repeated_page_that_links_to_a_next_one()
    {
        long[][] pages = [[1], [1], [2], [3]];
        using var procore = new ScriptedProcore(request => Answer.Users(
            pages[request.Page - 1],
            request.Page < pages.Length ? [("Link", $"<https://x/?page={request.Page + 1}>; rel=\"next\"")] : [("Link", "<https://x/?page=1>; rel=\"first\"")]));

        Assert.That(await procore.Users.ListAsync().ReadIdsAsync(), Is.EqualTo(new long?[] { 1, 2, 3 }));
    }

    [TestCase(2)]
    [TestCase(0)]
    public void ListAsync_does_not_end_as_a_success_when_the_users_that_Total_counts_are_missing(int users)
    {
        using var procore = new ScriptedProcore(request => Answer.Users(Enumerable.Range(1, request.Page == 1 ? users : 0).Select(id => (long)id), ("Total", "300"), ("Per-Page", "2")));

        Assert.That(() => procore.Users.ListAllAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains($"only {users} of the 300"));
    }

    [TestCase(51, 50)]
    [TestCase(200, 199)]
    [TestCase(101, 100)]
    public async Task ListAsync_ends_when_Total_counts_a_user_more_than_can_be_read(int total, int users)
    {
        using var procore = Pages(users, perPage: 100, ("Total", $"{total}"), ("Per-Page", "100"));

        Assert.That(await procore.Users.ListAllAsync(), Has.Count.EqualTo(users));
    }

    [Test]
    public async Task ListAsync_believes_a_total_that_falls_while_it_reads()
    {
        using var procore = new ScriptedProcore(request => request.Page == 1 ? Answer.Users([1, 2], ("Total", "5"), ("Per-Page", "2")) : Answer.Users([], ("Total", "2"), ("Per-Page", "2")));

        Assert.That(await procore.Users.ListAllAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public void ListAsync_does_not_request_all_pages_of_a_total_far_too_large()
    {
        using var procore = Pages(users: 20, perPage: 10, ("Total", "1000000"), ("Per-Page", "10"));

        Assert.That(() => procore.Users.ListAsync().ReadIdsAsync(), Throws.InstanceOf<ProcoreException>().With.Message.Contains("20 of the 1000000"));
        Assert.That(procore.Requests, Has.Count.LessThanOrEqualTo(3 + new ProcorePagingOptions().MaxParallelPages));
    }

    private static ScriptedProcore Pages(int users, int perPage, params (string, string)[] headers) => new(request =>
        Answer.Users(Enumerable.Range(1, users).Skip((request.Page - 1) * perPage).Take(perPage).Select(id => (long)id), headers));
}
