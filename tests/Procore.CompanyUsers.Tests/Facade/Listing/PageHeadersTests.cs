namespace Procore.CompanyUsers.Tests;

internal sealed class PageHeadersTests
{
    [TestCase("""<https://api.procore.com/x?page=2&per_page=50>; rel="next", <https://api.procore.com/x?page=9&per_page=50>; rel="last" """)]
    [TestCase("""<https://api.procore.com/x?per_page=50&page=9>; rel="last",<https://api.procore.com/x?per_page=50&page=2>; rel="next" """)]
    [TestCase("""<https://api.procore.com/x?page=2>;rel=next,<https://api.procore.com/x?page=9>;rel=last""")]
    [TestCase("""<https://api.procore.com/x?page=2>  ;  rel = "next"  ,  <https://api.procore.com/x?page=9>  ;  REL = "Last" """)]
    [TestCase("""</x?page=2>; title="Next one"; rel="next", </x?page=9>; rel="last"; title="End" """)]
    [TestCase("""<https://x/?filters%5Bvendor_id%5D=1,2&page=2>; rel="next", <https://x/?filters%5Bvendor_id%5D=1,2&page=9>; rel="last" """)]
    [TestCase("""<https://x/?page=2>; title="Next, one; rel=last"; rel="next", <https://x/?page=9>; rel="last" """)]
    [TestCase("""<https://x/?page=2>; rel="prefetch next",< https://x/?page=9 >; rel="last prefetch" """)]
    [TestCase("""<https://x/?page=2#top>; rel="next", <https://x/?page=9#top>; rel="last" """)]
    [TestCase("""<https://x/?page=1>; rel="first", <https://x/?page=2>; rel="next", <https://x/?page=1>; rel="prev", <https://x/?page=9>; rel="last" """)]
    public void Link_contains_the_next_and_last_page_number(string link)
    {
        var headers = Read(("Link", [link]));

        Assert.That((headers.HasLink, headers.Next, headers.Last), Is.EqualTo((true, (int?)2, (int?)9)));
    }

    [Test]
    public void Link_of_any_length_is_parsed_quickly([Values("<", "<x>;", "<x>;a", "<x>;a=\"", ";", "\"")] string part)
    {
        var headers = Read(("Link", [string.Concat(Enumerable.Repeat(part, 50_000)) + """<https://x/?page=2>; rel="next" """]));

        Assert.That(headers.Last, Is.Null);
    }

    [Test]
    public void Link_headers_are_combined_when_there_are_several()
    {
        var headers = Read(("Link", ["""<https://x/?page=2>; rel="next" """, """<https://x/?page=9>; rel="last" """]));

        Assert.That((headers.Next, headers.Last), Is.EqualTo(((int?)2, (int?)9)));
    }

    [TestCase("")]
    [TestCase("<https://x/?page=1>; rel=\"first\"")]
    [TestCase("<https://x/?per_page=9>; rel=\"next\"")]
    [TestCase("<https://x/?page=two>; rel=\"next\"")]
    [TestCase("<https://x/?page=99999999999>; rel=\"next\"")]
    [TestCase("<https://x/?lastpage=9>; rel=\"last\"")]
    [TestCase("nonsense")]
    [TestCase("<https://x/?page=2")]
    [TestCase("<https://x/?page=2>; rel")]
    [TestCase("<https://x/?page=2>; rel=")]
    [TestCase("<https://x/?page=2>; rel=nextto")]
    [TestCase("<https://x/?page=2>; title=\"rel=next\"")]
    [TestCase("<https://x/?page=2>, rel=\"next\"")]
    public void Link_names_no_page_when_it_has_no_page_number(string link)
    {
        var headers = Read(("Link", [link]));

        Assert.That((headers.Next, headers.Last, headers.HasLink), Is.EqualTo(((int?)null, (int?)null, link.Contains("?page=1>", StringComparison.Ordinal) || link.Contains("?page=2>", StringComparison.Ordinal))));
    }

    [Test]
    public void Total_and_PerPage_are_parsed_as_numbers()
    {
        var headers = Read(("Total", ["5000000000"]), ("Per-Page", ["2000"]));

        Assert.That((headers.Total, headers.PerPage, headers.HasLink), Is.EqualTo(((long?)5000000000, (int?)2000, false)));
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("1,000")]
    [TestCase("many")]
    [TestCase("0")]
    public void PerPage_is_null_when_it_is_not_a_positive_number(string value) =>
        Assert.That(Read(("Per-Page", [value])).PerPage, Is.Null);

    [Test]
    public void Total_is_null_when_there_are_two() =>
        Assert.That(Read(("Total", ["1", "2"])).Total, Is.Null);

    [Test]
    public void PageHeaders_are_all_null_when_the_response_has_none()
    {
        var headers = Read();

        Assert.That((headers.Total, headers.PerPage, headers.HasLink, headers.Next, headers.Last), Is.EqualTo(((long?)null, (int?)null, false, (int?)null, (int?)null)));
    }

    private static PageHeaders Read(params (string Name, string[] Values)[] headers) =>
        new(headers.ToDictionary(header => header.Name, header => (IReadOnlyList<string>)header.Values));
}
