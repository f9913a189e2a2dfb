using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers;

/// <summary>
/// One page of a listing.
/// </summary>
public sealed class CompanyUserPage
{
    internal CompanyUserPage(int number, IReadOnlyList<CompanyUser> users, long? total, bool totalChanged)
    {
        Number = number;
        Users = users;
        Total = total;
        TotalChanged = totalChanged;
    }

    /// <summary>
    /// The page's number, from 1.
    /// </summary>
    public int Number { get; }

    /// <summary>
    /// The users on it, without those that an earlier page had.
    /// </summary>
    public IReadOnlyList<CompanyUser> Users { get; }

    /// <summary>
    /// How many users the listing has altogether, as Procore said with this page; null where it didn't say, or where this
    /// library applies a filter itself.
    /// </summary>
    public long? Total { get; }

    /// <summary>
    /// Whether <see cref="Total" /> differs from that of the page before: users came or went meanwhile, and one may have
    /// been missed.
    /// </summary>
    public bool TotalChanged { get; }
}
