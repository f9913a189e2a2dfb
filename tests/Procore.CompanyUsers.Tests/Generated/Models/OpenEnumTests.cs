using System.Reflection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class OpenEnumTests
{
    [Test]
    public void Deserialize_keeps_an_unknown_enum_value()
    {
        const string Json = """{"type":"regional_tools"}""";
        var template = ProcoreJson.Deserialize<CompanyUserPermissionTemplate>(Json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(template.Type.Value!.Value.Value, Is.EqualTo("regional_tools"));
            Assert.That(ProcoreJson.Serialize(template), Is.EqualTo(Json));
        }
    }

    [TestCase(typeof(CompanyUserPermissionTemplateType))]
    [TestCase(typeof(CompanyUserSort))]
    [TestCase(typeof(CompanyUserView))]
    public void Equals_compares_known_values_by_name(Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)!).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known, Is.Unique.And.Not.Empty);
            foreach (var value in known)
            {
                var same = Activator.CreateInstance(type, [value.ToString()])!;
                Assert.That(same, Is.EqualTo(value));
                Assert.That(same.GetHashCode(), Is.EqualTo(value.GetHashCode()));
            }
        }
    }

    [Test]
    public void Equals_is_case_sensitive() =>
        Assert.That(new CompanyUserView("Normal"), Is.Not.EqualTo(CompanyUserView.Normal));

    [Test]
    public void Value_is_empty_by_default() =>
        Assert.That(default(CompanyUserView).Value, Is.Empty);

    [Test]
    public void Constructor_refuses_null() =>
        Assert.That(() => new CompanyUserView(null!), Throws.ArgumentNullException);

    [Test]
    public void Descending_twice_returns_the_original_sort()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CompanyUserSort.Email.Descending().Value, Is.EqualTo("-email"));
            Assert.That(CompanyUserSort.Email.Descending().Descending(), Is.EqualTo(CompanyUserSort.Email));
        }
    }
}
