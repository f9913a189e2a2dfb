using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>Two days or two times separated by three dots. Both ends are inclusive; a day includes all of its hours (UTC).</summary>
internal sealed class DateRange
{
    private const string Day = "yyyy-MM-dd";
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ssK";

    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _before;

    private DateRange(DateTimeOffset from, DateTimeOffset before)
    {
        _from = from;
        _before = before;
    }

    public static DateRange Read(QueryString query, string name)
    {
        var ends = query[name]!.Split(["..."], StringSplitOptions.None);
        if (ends.Length == 2 && TryParse(ends[0], out var from, out _) && TryParse(ends[1], out var to, out var length))
            return new DateRange(from, to + length);
        throw Refusal.BadParameter(name, "is not a range such as 2026-01-01...2026-01-31 or 2026-01-01T00:00:00Z...2026-01-31T12:00:00Z");
    }

    public bool Contains(DateTimeOffset time) => _from <= time && time < _before;

    private static bool TryParse(string text, out DateTimeOffset start, out TimeSpan length)
    {
        length = text.Length == Day.Length ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1);
        return DateTimeOffset.TryParseExact(text, [Day, Moment], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out start);
    }
}
