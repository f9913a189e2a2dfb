using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Reads everybody, active or not, and makes sure that it was everybody: whoever is missed would be created once more.</summary>
internal static class DirectoryReader
{
    private const int MaxReadings = 3;

    private static readonly string[] NeededProperties =
        [nameof(CompanyUser.Id), nameof(CompanyUser.IsActive), nameof(CompanyUser.OriginId), nameof(CompanyUser.EmailAddress), nameof(CompanyUser.UpdatedAt)];

    /// <param name="users">The directory.</param>
    /// <param name="start">Makes what takes the users; called again where they have to be read again.</param>
    /// <param name="take">Takes one user.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<T> ReadAsync<T>(ICompanyUsers users, Func<T> start, Action<T, CompanyUser> take, CancellationToken cancellationToken)
    {
        for (var reading = 1; reading <= MaxReadings; reading++)
        {
            var taker = start();
            var count = 0L;
            long? total = null;
            var changed = false;
            await foreach (var page in users.ListPagesAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, cancellationToken).ConfigureAwait(false))
            {
                foreach (var user in page.Users)
                    take(taker, Checked(user));
                count += page.Users.Count;
                total = page.Total;
                changed |= page.TotalChanged;
            }
            if (!changed && (total is null || total == count))
                return taker;
        }
        throw new ProcoreException(FormattableString.Invariant(
            $"People came or went while the directory was read, {MaxReadings} times in a row, so that somebody may have been missed. Nothing was sent. Try again later."));
    }

    private static CompanyUser Checked(CompanyUser user)
    {
        foreach (var property in NeededProperties)
        {
            if (!user.IsGiven(property))
                throw new ProcoreException($"Procore's answer leaves out {property} of a user, without which nobody can be told from somebody else. Nothing was sent.");
        }
        return user.Id is null || user.IsActive is null
            ? throw new ProcoreException("Procore's answer has a user without an id, or doesn't say whether a user is active. Nothing was sent.")
            : user;
    }
}
