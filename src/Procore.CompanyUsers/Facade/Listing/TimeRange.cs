using System.Globalization;

namespace Procore.CompanyUsers;

/// <summary>
/// A time range to the second. Both ends are included.
/// </summary>
public readonly struct TimeRange : IEquatable<TimeRange>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>
    /// Creates a range.
    /// </summary>
    /// <param name="from">The beginning. Fractions of a second are rounded down.</param>
    /// <param name="to">The end. Fractions of a second are rounded up.</param>
    /// <exception cref="ArgumentException"><paramref name="to" /> is before <paramref name="from" />.</exception>
    public TimeRange(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
            throw new ArgumentException("The range ends before it begins. Swap the arguments.", nameof(to));
        var fraction = to.Ticks % TimeSpan.TicksPerSecond;
        From = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerSecond));
        To = fraction == 0 || to.UtcTicks > DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerSecond ? to : to.AddTicks(TimeSpan.TicksPerSecond - fraction);
    }

    /// <summary>
    /// Creates a range without an end.
    /// </summary>
    /// <remarks>Procore accepts only ranges with both ends, so <see cref="To" /> is the last second of the year 9999.</remarks>
    /// <param name="from">The beginning. Fractions of a second are rounded down.</param>
    /// <returns>The range.</returns>
    public static TimeRange Since(DateTimeOffset from) => new(from, Latest);

    /// <summary>
    /// Creates a range without a beginning.
    /// </summary>
    /// <remarks>Procore accepts only ranges with both ends, so <see cref="From" /> is the beginning of the year 1970.</remarks>
    /// <param name="to">The end. Fractions of a second are rounded up.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentException"><paramref name="to" /> is before 1970.</exception>
    public static TimeRange Until(DateTimeOffset to) => new(Earliest, to);

    /// <summary>
    /// The beginning, included.
    /// </summary>
    public DateTimeOffset From { get; }

    /// <summary>
    /// The end, included.
    /// </summary>
    public DateTimeOffset To { get; }

    /// <summary>
    /// Returns whether a time is in the range.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <returns>True from <see cref="From" /> to <see cref="To" />.</returns>
    public bool Contains(DateTimeOffset time) => time >= From && time <= To;

    /// <inheritdoc />
    public bool Equals(TimeRange other) => From == other.From && To == other.To;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TimeRange other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => (From, To).GetHashCode();

    /// <summary>
    /// Returns the range as Procore expects it: <c>2026-11-01T00:00:00Z...2026-11-22T08:30:00Z</c>.
    /// </summary>
    /// <returns>Both ends in UTC with three dots between them.</returns>
    public override string ToString() => string.Concat(
        From.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        "...",
        To.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>Whether two ranges are the same.</summary>
    public static bool operator ==(TimeRange left, TimeRange right) => left.Equals(right);

    /// <summary>Whether two ranges differ.</summary>
    public static bool operator !=(TimeRange left, TimeRange right) => !left.Equals(right);
}
