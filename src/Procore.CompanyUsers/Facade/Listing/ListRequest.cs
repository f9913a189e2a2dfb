using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>The parameters of a request for a page.</summary>
internal sealed class ListRequest
{
    public int Page { get; set; }

    public int PageSize { get; set; }

    public CompanyUserView? View { get; set; }

    /// <summary>False to ask for inactive users only; otherwise null.</summary>
    public bool? Active { get; set; }

    public string? Search { get; set; }

    public string? OriginId { get; set; }

    public string? CreatedAt { get; set; }

    public string? UpdatedAt { get; set; }

    public IReadOnlyList<long>? VendorIds { get; set; }

    public IReadOnlyList<long>? TradeIds { get; set; }

    public CompanyUserSort? Sort { get; set; }

    public ListRequest At(int page)
    {
        var request = (ListRequest)MemberwiseClone();
        request.Page = page;
        return request;
    }
}
