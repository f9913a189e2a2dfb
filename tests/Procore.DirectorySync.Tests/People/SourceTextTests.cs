using System.Text;

namespace Procore.DirectorySync.Tests;

internal sealed class SourceTextTests : SyncTest
{
    [TestCase("origin_id", "#N/A")]
    [TestCase("origin_id", "#REF!")]
    [TestCase("origin_id", "#VALUE!")]
    [TestCase("origin_id", "#NAME?")]
    [TestCase("origin_id", "#DIV/0!")]
    [TestCase("origin_id", "#BEZUG!")]
    [TestCase("origin_id", "#NV")]
    [TestCase("origin_id", "########")]
    [TestCase("origin_id", "NULL")]
    [TestCase("origin_id", "null")]
    [TestCase("origin_id", "N/A")]
    [TestCase("origin_id", "n.a.")]
    [TestCase("origin_id", "-")]
    [TestCase("origin_id", "1.23E+05")]
    [TestCase("origin_id", "1000.0")]
    [TestCase("origin_id", "=A1&B1")]
    [TestCase("employee_id", "None")]
    [TestCase("email_address", "N/A")]
    [TestCase("email_address", "jane doe@example.com")]
    [TestCase("email_address", "jane@example.com; jane@home.example")]
    [TestCase("email_address", "j?rgen@example.com")]
    [TestCase("first_name", "J?rgen")]
    [TestCase("last_name", "?lvarez")]
    [TestCase("last_name", "#REF!")]
    [TestCase("first_name", "J\u00C3\u00BCrgen")]
    [TestCase("last_name", "O\u00E2\u20AC\u2122Brien")]
    [TestCase("last_name", "Mu\u00C3\u00B1oz")]
    [TestCase("first_name", "J\u251C\u255Drgen")]
    [TestCase("first_name", "J\uFFFDrgen")]
    [TestCase("job_title", "Se\u00C3\u00B1or Foreman")]
    [TestCase("job_title", "Se?or Foreman")]
    [TestCase("job_title", "NULL")]
    [TestCase("notes", "J\uFFFDrgen")]
    [TestCase("city", "M\u0000laga")]
    [TestCase("origin_id", "#NULL!")]
    [TestCase("origin_id", "#SPILL!")]
    [TestCase("origin_id", "#\u00A1VALOR!")]
    [TestCase("origin_id", "#n/a")]
    [TestCase("origin_id", "#N/A N/A")]
    [TestCase("origin_id", "#REF")]
    [TestCase("origin_id", "Err:502")]
    [TestCase("origin_id", "(null)")]
    [TestCase("origin_id", "[NULL]")]
    [TestCase("origin_id", "(blank)")]
    [TestCase("origin_id", "undefined")]
    [TestCase("origin_id", "NaN")]
    [TestCase("origin_id", "\u2014")]
    [TestCase("origin_id", "***")]
    [TestCase("origin_id", "()")]
    [TestCase("origin_id", "0")]
    [TestCase("employee_id", "000000")]
    [TestCase("employee_id", "XXXX")]
    [TestCase("origin_id", "[object Object]")]
    [TestCase("origin_id", "System.DBNull")]
    [TestCase("origin_id", "{{employee.id}}")]
    [TestCase("origin_id", "${id}")]
    [TestCase("origin_id", "TRUE")]
    [TestCase("origin_id", "HR-1\nHR-2")]
    [TestCase("origin_id", "HR\t1")]
    [TestCase("email_address", "jane@example")]
    [TestCase("email_address", "jane@example..com")]
    [TestCase("email_address", "jane@example.com (work)")]
    [TestCase("email_address", "jane%40example.com")]
    [TestCase("email_address", "http://example.com")]
    [TestCase("first_name", "Jos&eacute;")]
    [TestCase("origin_id", "HR&amp;1")]
    [TestCase("origin_id", "<b>HR-1</b>")]
    [TestCase("origin_id", "HR%20-1")]
    [TestCase("first_name", "J\\u00fcrgen")]
    [TestCase("first_name", "J%C3%BCrgen")]
    [TestCase("first_name", "J=C3=BCrgen")]
    [TestCase("first_name", "J\u00C3\u0192\u00C2\u00BCrgen")]
    [TestCase("first_name", "J\u221A\u00BArgen")]
    [TestCase("last_name", "N/A")]
    [TestCase("last_name", "44562")]
    [TestCase("last_name", "-")]
    [TestCase("first_name", "--")]
    [TestCase("job_title", "(null)")]
    [TestCase("job_title", "undefined")]
    [TestCase("city", "[object Object]")]
    public void FindProblem_finds_visibly_broken_text(string field, string text)
    {
        var problem = SourceText.FindProblem(field, text);
        Assert.That(problem, Is.Not.Null);
        Assert.That(problem, Does.Not.Contain(text));
    }

    [TestCase("origin_id", "HR-00017")]
    [TestCase("origin_id", "00017")]
    [TestCase("origin_id", "E17")]
    [TestCase("origin_id", "12E5")]
    [TestCase("origin_id", null)]
    [TestCase("employee_id", "  ")]
    [TestCase("email_address", "jane.o'neill+hr@mail.example.com")]
    [TestCase("first_name", "J\u00FCrgen")]
    [TestCase("first_name", "JO\u00C3O")]
    [TestCase("last_name", "Null")]
    [TestCase("last_name", "NULL")]
    [TestCase("last_name", "O\u2019Brien")]
    [TestCase("last_name", "Nguy\u1EC5n")]
    [TestCase("last_name", "\u738B")]
    [TestCase("job_title", "Foreman #2")]
    [TestCase("job_title", "N/A")]
    [TestCase("notes", "Really? = yes #REF!")]
    [TestCase("notes", "https://example.com/a?b=c")]
    [TestCase("address", "1 Main St.\nApt #4")]
    [TestCase("country_code", "NA")]
    [TestCase("origin_id", "10")]
    [TestCase("origin_id", "X-1")]
    [TestCase("origin_id", "0000A")]
    [TestCase("origin_id", "aaa")]
    [TestCase("first_name", "-")]
    [TestCase("first_name", ".")]
    [TestCase("first_name", "J3")]
    [TestCase("last_name", "Smith & Sons")]
    [TestCase("last_name", "Nan")]
    [TestCase("last_name", "D'Arcy-Smith Jr.")]
    [TestCase("job_title", "R&D; 50%")]
    [TestCase("job_title", "Foreman #NVA")]
    [TestCase("email_address", "jane@b\u00FCcher.example")]
    public void FindProblem_accepts_valid_text(string field, string? text) => Assert.That(SourceText.FindProblem(field, text), Is.Null);

    [TestCase("origin_id", "=\"000001\"", "000001")]
    [TestCase("origin_id", "\uFEFFHR-1\u200B", "HR-1")]
    [TestCase("origin_id", "\u00A0HR-1 ", "HR-1")]
    [TestCase("origin_id", "'000123", "000123")]
    [TestCase("origin_id", "\"HR-1\"", "HR-1")]
    [TestCase("origin_id", "HR-1\u202C\u202A\u200E", "HR-1")]
    [TestCase("zip", "'01234", "01234")]
    [TestCase("mobile_phone", "tel:+1-555-0100", "+1-555-0100")]
    [TestCase("last_name", "'t Hooft", "'t Hooft")]
    [TestCase("email_address", "<jane@example.com>", "jane@example.com")]
    [TestCase("email_address", "\"Doe, Jane\" <jane@example.com>", "jane@example.com")]
    [TestCase("email_address", "mailto:jane@example.com?subject=Hi", "jane@example.com")]
    [TestCase("email_address", "SMTP:jane@example.com", "jane@example.com")]
    [TestCase("email_address", "jane@example.com;", "jane@example.com")]
    [TestCase("email_address", "mailto:jane@example.com", "jane@example.com")]
    [TestCase("email_address", "MAILTO: jane@example.com", "jane@example.com")]
    [TestCase("email_address", "jane@exam\u00ADple.com", "jane@example.com")]
    [TestCase("first_name", "Ju\u0308rgen", "J\u00FCrgen")]
    [TestCase("last_name", "Le\u202FBlanc", "Le Blanc")]
    [TestCase("notes", "=\"000001\"", "=\"000001\"")]
    [TestCase("job_title", " \u200B ", null)]
    public void Clean_corrects_text_whose_meaning_is_certain(string field, string text, string? clean) => Assert.That(SourceText.Clean(field, text), Is.EqualTo(clean));

    [Test]
    public async Task PlanAsync_reports_a_conflict_when_a_key_is_broken()
    {
        var bad = Directory.Add("Abbott", "#N/A");
        var meant = Directory.Add("Brandt", "HR-2");
        var plan = await PlanAsync(Person("Brandt", "#N/A"));
        Assert.That(plan.Conflicts.Single().Message, Does.StartWith("origin_id holds"));
        Assert.That(plan.Conflicts.Single().Users.Select(user => user.UserId), Is.EqualTo(new long?[] { meant.Id }));
        Assert.That(plan.Deactivations.Select(change => change.Person.UserId), Is.EqualTo(new long?[] { bad.Id }));
    }

    [Test]
    public async Task PlanAsync_compares_and_sends_cleaned_texts()
    {
        var user = Directory.Add("Abbott", "000001");
        var person = new Person { OriginId = "=\"000001\"", EmailAddress = "mailto:abbott@bluestone.example", FirstName = "A\u200Bda", LastName = "Abbott" };
        var options = Options();
        options.FieldPolicies[nameof(DirectorySync.Person.EmailAddress)] = FieldPolicy.Always;
        Assert.That((await PlanAsync(options, person)).IsEmpty);
        person.FirstName = "J\u200Bane";
        Assert.That((await RunAsync(options, person)).IsComplete);
        Assert.That(Directory.User(user.Id).FirstName, Is.EqualTo("Jane"));
    }

    /// <summary>Without ICU, Normalize changes nothing: the own table must do all of it.</summary>
    [Test]
    public void ComposedText_composes_as_Unicode_does()
    {
        Assume.That("u\u0308".Normalize(NormalizationForm.FormC), Is.EqualTo("\u00FC"), "this process has Unicode's data");
        using (Assert.EnterMultipleScope())
        {
            for (var c = '\u00C0'; c < '\uD800'; c++)
            {
                var decomposed = $"a{c}b".Normalize(NormalizationForm.FormD);
                // Hangul has an algorithm of its own, and singletons have another form only.
                if (c is < '\uAC00' or > '\uD7A3' && $"a{c}b".Normalize(NormalizationForm.FormC) == $"a{c}b")
                    Assert.That(ComposedText.Of(decomposed), Is.EqualTo($"a{c}b"), $"U+{(int)c:X4}");
            }
        }
        Assert.That(ComposedText.Of("e\u0302\u0323"), Is.EqualTo("\u1EC7"), "marks in another order");
        Assert.That(ComposedText.Of("\u00EA\u0323"), Is.EqualTo("\u1EC7"), "composed in part");
        Assert.That(ComposedText.Of("\u0301a"), Is.EqualTo("\u0301a"), "a mark without a base");
    }
}
