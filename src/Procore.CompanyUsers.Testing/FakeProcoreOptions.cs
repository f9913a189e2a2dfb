namespace Procore.CompanyUsers.Testing;

/// <summary>How a <see cref="FakeProcore"/> behaves.</summary>
public sealed class FakeProcoreOptions
{
    /// <summary>The clock behind every time that the fake sets or compares. The system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>What <see cref="FakeCompany.AddUsers(int)"/> draws its people from: the same seed, the same people. 0 by default.</summary>
    public int Seed { get; set; }

    /// <summary>
    /// Whether any bearer token will do, except one of <see cref="FakeProcore.IssueToken"/> that has expired.
    /// True by default; when false, only tokens of <see cref="FakeProcore.IssueToken"/> are accepted.
    /// </summary>
    public bool AcceptAnyToken { get; set; } = true;

    /// <summary>How many users a page holds when the request doesn't say. 100 by default.</summary>
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>How many users a page holds at most, whatever the request says. 2,000 by default.</summary>
    public int MaxPageSize { get; set; } = 2_000;

    /// <summary>
    /// How many items of a v2.0 batch are done in each second of <see cref="TimeProvider"/>. 100 by default; with 0 no batch gets on.
    /// </summary>
    public int BatchItemsPerSecond { get; set; } = 100;
}
