namespace Procore.CompanyUsers.Testing;

/// <summary>How a <see cref="FakeProcore"/> behaves.</summary>
public sealed class FakeProcoreOptions
{
    /// <summary>The clock behind every time that the fake sets or compares. The system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>What <see cref="FakeCompany.AddUsers(int)"/> draws its people from: the same seed, the same people. 0 by default.</summary>
    public int Seed { get; set; }

    /// <summary>
    /// Whether any bearer token will do that isn't an issued one which has expired or was revoked, and any client id with any secret as long as
    /// no account was added. True by default; when false, only tokens that were issued and accounts of <see cref="FakeProcore.AddAccount"/> are accepted.
    /// </summary>
    public bool AcceptAnyToken { get; set; } = true;

    /// <summary>How long an access token is good for. 5,400 seconds by default, as Procore's.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(5_400);

    /// <summary>
    /// How many requests of one account to one company are answered in an hour, which begins with the first of them; beyond that they are
    /// answered with 429. Null for no limit, which is the default.
    /// </summary>
    public int? RequestsPerHour { get; set; }

    /// <summary>How many requests of one account to one company are answered in ten seconds, likewise. Null for no limit, which is the default.</summary>
    public int? RequestsPer10Seconds { get; set; }

    /// <summary>How long every request is on its way before the directory acts on it, by <see cref="TimeProvider"/>. Zero by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many requests <see cref="FakeProcore.Requests"/> keeps, the last ones. All by default.</summary>
    public int MaxRequests { get; set; } = int.MaxValue;

    /// <summary>How many users a page holds when the request doesn't say. 100 by default.</summary>
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>How many users a page holds at most, whatever the request says. 2,000 by default.</summary>
    public int MaxPageSize { get; set; } = 2_000;

    /// <summary>
    /// How many items of a v2.0 batch, or of a v1.x request of more than 1,000, are done in each second of <see cref="TimeProvider"/>. 100 by default; with 0 no batch gets on.
    /// </summary>
    public int BatchItemsPerSecond { get; set; } = 100;
}
