using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// One page of a listing.
/// </summary>
public sealed class CompanyUserPage
{
    internal CompanyUserPage(int number, IReadOnlyList<CompanyUser> users, long? total, bool totalChanged, bool hasNext)
    {
        Number = number;
        Users = users;
        Total = total;
        TotalChanged = totalChanged;
        HasNext = hasNext;
    }

    /// <summary>
    /// The page's number, from 1.
    /// </summary>
    public int Number { get; }

    /// <summary>
    /// The users on the page, without those that an earlier page had.
    /// </summary>
    public IReadOnlyList<CompanyUser> Users { get; }

    /// <summary>
    /// The number of users of all pages, according to this page; null if Procore didn't say, or if this library applies a filter itself.
    /// </summary>
    public long? Total { get; }

    /// <summary>
    /// Whether <see cref="Total" /> differs from that of the page before: users were added or removed during the listing, and one may have been
    /// missed.
    /// </summary>
    public bool TotalChanged { get; }

    /// <summary>
    /// Whether another page follows, as far as Procore's response says; otherwise true if this page has users. To list it later, set
    /// <see cref="CompanyUserQuery.StartPage" /> to the number after <see cref="Number" />.
    /// </summary>
    public bool HasNext { get; }
}
