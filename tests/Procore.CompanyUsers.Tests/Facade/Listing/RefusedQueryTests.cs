using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What no route can answer is refused by the call itself, and the message names what to do instead.</summary>
internal sealed class RefusedQueryTests
{
    public static IEnumerable<TestCaseData> Queries()
    {
        yield return Case("Extended view of inactive users", new() { Status = CompanyUserStatus.Inactive, View = CompanyUserView.Extended }, "Status = Active");
        yield return Case("Extended view of all users", new() { Status = CompanyUserStatus.Any, View = CompanyUserView.Extended }, "Status = Active");
        yield return Case("Ids only", new() { View = CompanyUserView.IdsOnly }, "ListIdsAsync");
        yield return Case("Sort of inactive users", new() { Status = CompanyUserStatus.Inactive, Sort = [CompanyUserSort.Email] }, "Use one of these, or sort the result");
        yield return Case("Sort of all users", new() { Status = CompanyUserStatus.Any, Sort = [CompanyUserSort.Email.Descending()] }, "list only active users");
        yield return Case("The second sort", new() { Status = CompanyUserStatus.Any, Sort = [CompanyUserSort.Name, CompanyUserSort.Projects] }, "list only active users");
        yield return Case("Two sorts in one", new() { Sort = [new CompanyUserSort("name,email")] }, "one CompanyUserSort for each");
        yield return Case("No sort at all", new() { Sort = [default] }, "one CompanyUserSort for each");
        yield return Case("Only a minus", new() { Sort = [new CompanyUserSort("-")] }, "isn't a sort order");
        yield return Case("Blank sort", new() { Sort = [new CompanyUserSort(" ")] }, "isn't a sort order");
        yield return Case("Blank sort with a minus", new() { Sort = [CompanyUserSort.Name, new CompanyUserSort("- ")] }, "isn't a sort order");
        yield return Case("Blank view", new() { View = new CompanyUserView(" ") }, "Leave View null");
        yield return Case("Half a character in Sort", new() { Sort = [new CompanyUserSort("name\uD83D")] }, "isn't valid Unicode");
        yield return Case("Half a character in View", new() { View = new CompanyUserView("\uDE00") }, "isn't valid Unicode");
        yield return Case("Blank search", new() { Search = " \t" }, "Leave Search null");
        yield return Case("Blank origin id", new() { OriginId = string.Empty }, "Leave OriginId null");
        yield return Case("Vendor 0", new() { VendorIds = [1, 0] }, "positive");
        yield return Case("Trade -1", new() { TradeIds = [-1] }, "positive");
        yield return Case("Page size 0", new() { PageSize = 0 }, "PageSize");
        yield return Case("Page size 2001", new() { PageSize = 2001 }, "PageSize");
        yield return Case("Page 0", new() { StartPage = 0 }, "numbered from 1");
        yield return Case("No such status", new() { Status = (CompanyUserStatus)3 }, "Active, Inactive or Any");
    }

    [TestCaseSource(nameof(Queries))]
    public void ListAsync_refuses_an_unsupported_query_before_sending(CompanyUserQuery query, string alternative)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => _ = procore.Users.ListAsync(query), Throws.InstanceOf<ArgumentException>().With.Message.Contains(alternative));
            Assert.That(() => _ = procore.Users.ListPagesAsync(query), Throws.InstanceOf<ArgumentException>().With.Message.Contains(alternative));
            Assert.That(procore.Requests, Is.Empty);
        }
    }

    [TestCaseSource(nameof(Queries))]
    public void ListIdsAsync_refuses_an_unsupported_query(CompanyUserQuery query, string alternative)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1]));

        Assert.That(
            () => _ = procore.Users.ListIdsAsync(query),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains(query.View is null ? alternative : "Leave View null"));
    }

    private static TestCaseData Case(string name, CompanyUserQuery query, string alternative) => new TestCaseData(query, alternative).SetArgDisplayNames(name);
}
