namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>One way to do what the library does. All do the same work and tally the same fields.</summary>
internal interface ISide
{
    /// <summary>Lists the users of a company of that many.</summary>
    Task<Tally> ListAsync(int users);

    /// <summary>Lists until the first user is there.</summary>
    Task<Tally> FirstAsync(int users) => throw new NotSupportedException();

    /// <summary>Creates one user after another.</summary>
    Task<Tally> CreateAsync(int times) => throw new NotSupportedException();

    /// <summary>Gets one user, again and again.</summary>
    Task<Tally> GetAsync(int times);

    /// <summary>Changes one user, again and again.</summary>
    Task<Tally> UpdateAsync(int times) => throw new NotSupportedException();

    /// <summary>Syncs that many items as they come.</summary>
    Task<Tally> SyncAsync(int items);
}
