using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>The parser of times, against .NET's own.</summary>
internal sealed class TimeProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.f", "yyyy-MM-dd"];

    [Test]
    public void TryParse_reads_any_time_as_DateTimeOffset_does() =>
        Check.One(Often, Prop.ForAll(Times().Zip(Gen.Elements(Forms)).ToArbitrary(), given =>
        {
            var text = given.Item1.ToString(given.Item2, CultureInfo.InvariantCulture);
            return TryParse(text, out var read) && read.EqualsExact(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }));

    [Test]
    public void TryParse_reads_what_Format_writes() =>
        Check.One(Often, Prop.ForAll(Times().ToArbitrary(), time => TryParse(IsoTime.Format(time), out var read) && read.EqualsExact(time)));

    [Test]
    public void TryParse_refuses_or_reads_a_damaged_time_as_DateTimeOffset_does() =>
        Check.One(Often, Prop.ForAll(Times().Zip(Gen.Elements(Forms)).Zip(Gen.Choose(0, 40).Zip(Gen.Elements("0159:-+.TZ é/".ToCharArray()))).ToArbitrary(), given =>
        {
            var text = given.Item1.Item1.ToString(given.Item1.Item2, CultureInfo.InvariantCulture).ToCharArray();
            text[given.Item2.Item1 % text.Length] = given.Item2.Item2;
            return !TryParse(new string(text), out var read)
                || read.EqualsExact(DateTimeOffset.Parse(new string(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }));

    private static bool TryParse(string text, out DateTimeOffset value) => IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out value);

    private static Gen<DateTimeOffset> Times() =>
        from days in Gen.Choose(2, 3_652_057)
        from ticks in ArbMap.Default.GeneratorFor<long>()
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(new DateTime(days * TimeSpan.TicksPerDay).AddTicks(Math.Abs(ticks % TimeSpan.TicksPerDay)), TimeSpan.FromMinutes(minutes));
}
