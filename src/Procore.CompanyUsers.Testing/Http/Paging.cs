using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>The requested page and its paging headers.</summary>
internal sealed class Paging
{
    private readonly AuthorizedRequest _request;
    private readonly int _page;
    private readonly int _total;

    public Paging(AuthorizedRequest request, int total)
    {
        _request = request;
        _total = total;
        _page = request.Query.PositiveInteger("page") ?? 1;
        PerPage = Math.Min(request.Query.PositiveInteger("per_page") ?? request.Options.DefaultPageSize, request.Options.MaxPageSize);
    }

    public int PerPage { get; }

    public int Skip => (int)Math.Min((_page - 1L) * PerPage, _total);

    private int Last => Math.Max(1, (_total + PerPage - 1) / PerPage);

    public IReadOnlyList<KeyValuePair<string, string>> Headers() =>
    [
        new("Total", _total.ToString(CultureInfo.InvariantCulture)),
        new("Per-Page", PerPage.ToString(CultureInfo.InvariantCulture)),
        new("Link", string.Join(", ", Links())),
    ];

    private IEnumerable<string> Links()
    {
        yield return Link(1, "first");
        if (_page > 1)
            yield return Link(Math.Min(_page - 1, Last), "prev");
        if (_page < Last)
            yield return Link(_page + 1, "next");
        yield return Link(Last, "last");
    }

    private string Link(int page, string relation) =>
        $"<{_request.Uri.GetLeftPart(UriPartial.Path)}{_request.Query.ForPage(page, PerPage)}>; rel=\"{relation}\"";
}
