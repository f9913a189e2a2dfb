using System.Globalization;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class TimeTests
{
    [TestCase("2026-11-22T08:30:00Z", "2026-11-22T08:30:00.0000000+00:00")]
    [TestCase("2026-11-22T08:30:00+00:00", "2026-11-22T08:30:00.0000000+00:00")]
    [TestCase("2026-11-22T08:30:00+02:00", "2026-11-22T08:30:00.0000000+02:00")]
    [TestCase("2026-11-22T08:30:00-09:30", "2026-11-22T08:30:00.0000000-09:30")]
    [TestCase("2026-11-22T08:30:00.5Z", "2026-11-22T08:30:00.5000000+00:00")]
    [TestCase("2026-11-22T08:30:00.123456Z", "2026-11-22T08:30:00.1234560+00:00")]
    [TestCase("2026-11-22T08:30:00.1234567+05:45", "2026-11-22T08:30:00.1234567+05:45")]
    [TestCase("2026-11-22T08:30:00.123456789Z", "2026-11-22T08:30:00.1234567+00:00")]
    [TestCase("2026-11-22T08:30:00+0530", "2026-11-22T08:30:00.0000000+05:30")]
    [TestCase("2026-11-22T08:30:00", "2026-11-22T08:30:00.0000000+00:00")]
    [TestCase("2026-11-22T08:30Z", "2026-11-22T08:30:00.0000000+00:00")]
    [TestCase("2026-11-22", "2026-11-22T00:00:00.0000000+00:00")]
    public void Deserialize_keeps_the_offset_and_fraction_of_a_time(string text, string expected)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>($$"""{"created_at":"{{text}}"}""");

        Assert.That(user.CreatedAt!.Value.ToString("O", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("22.11.2026")]
    [TestCase("2026-13-01T00:00:00Z")]
    [TestCase("2026-02-29T00:00:00Z")]
    [TestCase("2026-11-22T24:00:00Z")]
    [TestCase("2026-11-22T08:60:00Z")]
    [TestCase("2026-11-22T08:30:00.Z")]
    [TestCase("2026-11-22T08:30:00Zulu")]
    [TestCase("2026-11-22T08:30:00+02:0")]
    [TestCase("2026-11-22T")]
    [TestCase("0001-01-01T00:00:00+02:00")]
    [TestCase("2026-11-22T08:30:00+25:00")]
    [TestCase("/Date(1198908717056)/")]
    [TestCase("2016-12-31T23:59:60Z")]
    public void Deserialize_leaves_a_time_unread_when_it_is_not_ISO_8601(string text)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>($$"""{"created_at":"{{text}}"}""");

        Assert.That(user.IsGiven(nameof(user.CreatedAt)), Is.False);
        Assert.That(user.UnreadProperties["created_at"], Is.EqualTo(text));
    }

    [Test]
    public void Serialize_writes_a_time_in_the_format_of_Procore()
    {
        var user = new CompanyUser { CreatedAt = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.Zero) };

        Assert.That(ProcoreJson.Serialize(user), Is.EqualTo("""{"created_at":"2026-11-22T08:30:00Z"}"""));
    }
}
