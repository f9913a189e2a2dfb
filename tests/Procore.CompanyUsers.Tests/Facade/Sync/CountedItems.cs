using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A source without an end that tells how far it was read.</summary>
internal sealed class CountedItems
{
    public int Read { get; private set; }

    public bool IsClosed { get; private set; }

    public IEnumerable<CompanyUserSyncItem> Items()
    {
        try
        {
            while (true)
                yield return new CompanyUserSyncItem { Id = ++Read, Zip = "1" };
        }
        finally
        {
            IsClosed = true;
        }
    }
}
