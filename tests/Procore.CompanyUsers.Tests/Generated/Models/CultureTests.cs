using System.Globalization;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>What is read and sent doesn't depend on where the program runs.</summary>
[TestFixture("tr-TR")]
[TestFixture("de-DE")]
[TestFixture("ar-SA")]
internal sealed class CultureTests(string culture)
{
    [SetUp]
    public void RunThere() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.Cases))]
    public void Models_round_trip_in_every_culture(ModelShape model)
    {
        var json = model.Sample();
        json["unknown"] = SampleJson.Unknown();

        Assert.That(model.RoundTrip(json), Is.EqualTo(json).Using<JToken>(Json.AreEqual));
    }

    [Test]
    public void Serialize_writes_a_negative_id_with_an_ASCII_minus() =>
        Assert.That(ProcoreJson.Serialize(new CompanyUser { Id = -1234567 }), Is.EqualTo("""{"id":-1234567}"""));

    [Test]
    public async Task ListAsync_sends_and_reads_the_same_in_every_culture()
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([1], ("TOTAL", "1"), ("PER-PAGE", "1500"), ("LINK", "<https://x/?page=1>; REL=LAST")));
        var query = new CompanyUserQuery
        {
            PageSize = 1500,
            VendorIds = [562949953421313],
            CreatedAt = new TimeRange(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.FromHours(2))),
        };

        var pages = await procore.Users.ListPagesAsync(query).ReadAllAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.Single().Total, Is.EqualTo(1));
            Assert.That(procore.Requests.Single().Query, Is.EqualTo(
                "page=1&per_page=1500&filters%5Bcreated_at%5D=2026-01-02T03%3A04%3A05Z...2026-11-22T06%3A30%3A00Z&filters%5Bvendor_id%5D=562949953421313"));
        }
    }

    [Test]
    public void GetAsync_throws_the_same_exception_in_every_culture()
    {
        using var procore = ScriptedProcore.Answering("""{"code":1234.5,"message":"Too much"}""", 422);

        var refusal = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(1234567));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message, Is.EqualTo($"Procore answered 422 to {FacadeRoute.Line("GET /companies/{company_id}/users/{id}")}: Too much"));
            Assert.That(refusal.Errors.Single().Code, Is.EqualTo("1234.5"));
            Assert.That(procore.Requests.Single().Address.AbsolutePath, Does.EndWith("/users/1234567"));
        }
    }
}
