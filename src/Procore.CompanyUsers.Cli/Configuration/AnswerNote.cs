namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>What an answer said besides its body.</summary>
/// <param name="ClockSkew">How far the server's clock is ahead of this machine's; null where the answer had no date.</param>
/// <param name="Limit">Requests that the rate limit allows altogether.</param>
/// <param name="Remaining">Those that are left.</param>
/// <param name="Reset">When the limit is renewed, by the server's clock.</param>
internal sealed record AnswerNote(TimeSpan? ClockSkew, long? Limit, long? Remaining, DateTimeOffset? Reset);
