namespace Procore.CompanyUsers.Testing;

/// <summary>Configures a <see cref="FakeProcore"/>.</summary>
public sealed class FakeProcoreOptions
{
    /// <summary>The clock for all times that the fake sets or compares. The system's clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The seed for <see cref="FakeCompany.AddUsers(int)"/>: the same seed gives the same people. 0 by default.</summary>
    public int Seed { get; set; }

    /// <summary>
    /// Whether tokens that weren't issued here are accepted, and any client id with any secret until an account is added. True by default; if
    /// false, only issued tokens and accounts of <see cref="FakeProcore.AddAccount"/> are accepted. Expired and revoked tokens are always refused.
    /// </summary>
    public bool AcceptAnyToken { get; set; } = true;

    /// <summary>How long an access token is valid. 5,400 seconds by default, as at Procore.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(5_400);

    /// <summary>
    /// Whether a call that refreshes a token uses up the refresh token even if it fails on the server, for example with a 500. True by default,
    /// because Procore documents that any refresh call may have invalidated it.
    /// </summary>
    public bool FailedRefreshInvalidatesToken { get; set; } = true;

    /// <summary>
    /// Whether a sync changes <c>is_active</c>. False by default: Procore publishes the property but doesn't say whether a sync obeys it. If false,
    /// the entity in the response shows the unchanged value.
    /// </summary>
    public bool SyncChangesIsActive { get; set; }

    /// <summary>
    /// Whether a create that repeats an <c>Idempotency-Token</c> returns the user of the first one. False by default, because Procore doesn't
    /// document what the server does with the header.
    /// </summary>
    public bool HonorIdempotencyTokens { get; set; }

    /// <summary>
    /// The number of requests of one account to one company in an hour, which starts with the first of them; further requests get 429.
    /// Null for no limit, which is the default.
    /// </summary>
    public int? RequestsPerHour { get; set; }

    /// <summary>The number of requests of one account to one company in ten seconds; further requests get 429. Null for no limit, which is the default.</summary>
    public int? RequestsPer10Seconds { get; set; }

    /// <summary>The time from the arrival of a request until the directory processes it, measured by <see cref="TimeProvider"/>. Zero by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The number of requests that <see cref="FakeProcore.Requests"/> keeps, the most recent ones. All by default.</summary>
    public int MaxRequests { get; set; } = int.MaxValue;

    /// <summary>The page size for requests that don't specify one. 100 by default.</summary>
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>The largest page size, whatever the request specifies. 2,000 by default.</summary>
    public int MaxPageSize { get; set; } = 2_000;

    /// <summary>
    /// The number of items of a batch that are processed in each second of <see cref="TimeProvider"/>. A batch is a v2 request of more than 50
    /// items or a v1.x request of more than 1,000. 100 by default; with 0, batches make no progress.
    /// </summary>
    public int BatchItemsPerSecond { get; set; } = 100;
}
