using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>Reads all users, active or not, and makes sure that none was missed: a missed user would be created again.</summary>
internal static class DirectoryReader
{
    private const int MaxReadings = 3;

    /// <summary>Properties that tell users apart. A user without one is left alone; if all are without it, Procore's responses have changed.</summary>
    private static readonly string[] NeededProperties = [nameof(CompanyUser.IsActive), nameof(CompanyUser.OriginId), nameof(CompanyUser.EmailAddress)];

    /// <param name="users">The directory.</param>
    /// <param name="start">Creates the receiver of the users; called again if they have to be read again.</param>
    /// <param name="take">Passes one user to the receiver.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="isByEmployeeId">Whether the employee id tells users apart, too.</param>
    /// <returns>The receiver, and a warning for readers of the plan; null if there is none.</returns>
    public static async Task<(T Taker, string? Warning)> ReadAsync<T>(ICompanyUsers users, Func<T> start, Action<T, CompanyUser> take, CancellationToken cancellationToken, bool isByEmployeeId = false)
    {
        (long Count, long? Total, long Print)? previous = null;
        for (var reading = 1; reading <= MaxReadings; reading++)
        {
            var taker = start();
            var count = 0L;
            var print = 0L;
            long? total = null;
            var changed = false;
            var missing = new HashSet<string>(isByEmployeeId ? [.. NeededProperties, nameof(CompanyUser.EmployeeId)] : NeededProperties, StringComparer.Ordinal);
            await foreach (var page in users.ListPagesAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any }, cancellationToken).ConfigureAwait(false))
            {
                foreach (var user in page.Users)
                {
                    take(taker, user);
                    missing.RemoveWhere(user.IsGiven);
                    print = unchecked(print + PrintOf(user));
                }
                count += page.Users.Count;
                total = page.Total;
                changed |= page.TotalChanged;
            }
            if (count > 0 && missing.Count > 0)
                throw new ProcoreException($"Procore's response leaves out {string.Join(", ", missing)} of all users, or has it in a way that can't be read. It is needed to tell users apart. Nothing was sent.");
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
}
