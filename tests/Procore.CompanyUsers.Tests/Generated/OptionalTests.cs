using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class OptionalTests
{
    [Test]
    public void Optional_is_not_set_by_default()
    {
        Optional<string?> optional = default;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(optional.IsSet, Is.False);
            Assert.That(() => optional.Value, Throws.InvalidOperationException.With.Message.Contains("TryGetValue"));
            Assert.That(optional.TryGetValue(out _), Is.False);
            Assert.That(optional.Or("fallback"), Is.EqualTo("fallback"));
        }
    }

    [TestCase("value")]
    [TestCase(null)]
    public void Optional_is_set_by_conversion_even_from_null(string? value)
    {
        Optional<string?> optional = value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(optional.IsSet, Is.True);
            Assert.That(optional.Value, Is.EqualTo(value));
            Assert.That(optional.TryGetValue(out var got), Is.True);
            Assert.That(got, Is.EqualTo(value));
            Assert.That(optional.Or("fallback"), Is.EqualTo(value));
        }
    }

    [Test]
    public void IfNotNull_sets_a_value_and_leaves_out_null()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Optional.IfNotNull("value"), Is.EqualTo(new Optional<string?>("value")));
            Assert.That(Optional.IfNotNull((string?)null).IsSet, Is.False);
            Assert.That(Optional.IfNotNull((long?)7), Is.EqualTo(new Optional<long?>(7)));
            Assert.That(Optional.IfNotNull((long?)null).IsSet, Is.False);
        }
    }

    [Test]
    public void IfNotNull_leaves_a_field_out_of_the_request()
    {
        string? title = null;
        bool? isEmployee = true;

        var changes = new CompanyUserChanges { JobTitle = Optional.IfNotNull(title), IsEmployee = Optional.IfNotNull(isEmployee) };

        Assert.That(ProcoreJson.Serialize(changes), Is.EqualTo("""{"is_employee":true}"""));
    }

    [Test]
    public void Equals_distinguishes_set_to_null_from_not_set()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new Optional<string?>(null), Is.Not.EqualTo(default(Optional<string?>)));
            Assert.That(new Optional<string?>(null).GetHashCode(), Is.Not.EqualTo(default(Optional<string?>).GetHashCode()));
        }
    }

    /// <summary>A template that the response leaves out must not look like no template.</summary>
    [TestCase("{}", false, false)]
    [TestCase("""{"role":null,"welcome_email_sent_at":null}""", true, false)]
    [TestCase("""{"role":"Owner","welcome_email_sent_at":"2026-03-01T08:00:00Z"}""", false, true)]
    public void CompanyUser_is_null_only_where_the_response_is(string json, bool isNull, bool hasValue)
    {
        var user = ProcoreJson.Deserialize<CompanyUser>(json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((user.Role.IsSet, user.WelcomeEmailSentAt.IsSet), Is.EqualTo((isNull || hasValue, isNull || hasValue)));
            Assert.That((user.Role.Or("not given") is null, user.WelcomeEmailSentAt.Or(default(DateTimeOffset)) is null), Is.EqualTo((isNull, isNull)));
            Assert.That((user.Role.Or(null) == "Owner", user.WelcomeEmailSentAt.Or(null) == new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)), Is.EqualTo((hasValue, hasValue)));
            Assert.That(ProcoreJson.Serialize(user), Is.EqualTo(json));
        }
    }

    [Test]
    public void CompanyUser_takes_back_what_is_set_to_not_set()
    {
        var user = new CompanyUser { Role = "Owner" };

        user.Role = default;

        Assert.That((user.Role.IsSet, ProcoreJson.Serialize(user)), Is.EqualTo((false, "{}")));
    }

    [Test]
    public void Equals_compares_values()
    {
        var optional = new Optional<long?>(7);
        var same = new Optional<long?>(7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(optional, Is.EqualTo(same));
            Assert.That(optional.Equals((object)same), Is.True);
            Assert.That(optional.GetHashCode(), Is.EqualTo(same.GetHashCode()));
            Assert.That(optional, Is.Not.EqualTo(new Optional<long?>(8)));
        }
    }
}
