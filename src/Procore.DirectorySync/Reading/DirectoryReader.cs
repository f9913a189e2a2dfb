using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Reads all users, active or not, and makes sure that none was missed: a missed user would be created again.</summary>
internal static class DirectoryReader
{
    private const int MaxReadings = 3;

    private static readonly string[] NeededProperties =
        [nameof(CompanyUser.Id), nameof(CompanyUser.IsActive), nameof(CompanyUser.OriginId), nameof(CompanyUser.EmailAddress), nameof(CompanyUser.UpdatedAt)];

    /// <param name="users">The directory.</param>
    /// <param name="start">Creates the receiver of the users; called again if they have to be read again.</param>
    /// <param name="take">Passes one user to the receiver.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The receiver, and a warning for readers of the plan; null if there is none.</returns>
    public static async Task<(T Taker, string? Warning)> ReadAsync<T>(ICompanyUsers users, Func<T> start, Action<T, CompanyUser> take, CancellationToken cancellationToken)
    {
        (long Count, long? Total, long Print)? previous = null;
        for (var reading = 1; reading <= MaxReadings; reading++)
        {
            var taker = start();
            var count = 0L;
            var print = 0L;
            long? total = null;
            var changed = false;
            await foreach (var page in users.ListPagesAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, cancellationToken).ConfigureAwait(false))
            {
                foreach (var user in page.Users)
                {
                    take(taker, Checked(user));
                    print = unchecked(print + PrintOf(user));
                }
                count += page.Users.Count;
                total = page.Total;
                changed |= page.TotalChanged;
            }
            if (!changed && (total is null || total == count))
                return (taker, null);
            // A wrong total or a user that is listed twice isn't a change: the readings agree.
            if (previous == (count, total, print))
                return (taker, FormattableString.Invariant($"Procore's total says {total} users and its pages have {count}, in two readings that agree with each other. The plan uses the users on the pages."));
            previous = (count, total, print);
        }
        throw new ProcoreException(FormattableString.Invariant(
            $"Users were added or removed while the directory was read, {MaxReadings} times in a row, so a user may have been missed. Nothing was sent. Try again later."));
    }

    /// <summary>A number that depends on the user and its version; the sum over all users doesn't depend on their order.</summary>
    private static long PrintOf(CompanyUser user)
    {
        unchecked
        {
            var mixed = (ulong)user.Id * 0x9E3779B97F4A7C15UL ^ (ulong)(user.UpdatedAt?.UtcTicks ?? 0) * 0xC2B2AE3D27D4EB4FUL;
            return (long)((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL);
        }
    }

    private static CompanyUser Checked(CompanyUser user)
    {
        foreach (var property in NeededProperties)
        {
            if (!user.IsGiven(property))
                throw new ProcoreException($"Procore's response leaves out {property} of a user, which is needed to tell users apart. Nothing was sent.");
        }
        return user.IsActive is null
            ? throw new ProcoreException("Procore's response has a user without saying whether the user is active. Nothing was sent.")
            : user;
    }
}
