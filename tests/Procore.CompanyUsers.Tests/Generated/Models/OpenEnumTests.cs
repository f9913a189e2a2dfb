using System.Reflection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class OpenEnumTests
{
    [Test]
    public void A_value_that_is_new_to_procore_is_kept()
    {
        const string Json = """{"type":"regional_tools"}""";
        var template = ProcoreJson.Deserialize<CompanyUserPermissionTemplate>(Json);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(template.Type!.Value.Value, Is.EqualTo("regional_tools"));
            Assert.That(ProcoreJson.Serialize(template), Is.EqualTo(Json));
        }
    }

    [TestCase(typeof(CompanyUserPermissionTemplateType))]
    [TestCase(typeof(CompanyUserSort))]
    [TestCase(typeof(CompanyUserView))]
    public void Each_known_value_equals_the_one_of_its_name_and_no_other(Type type)
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
    public void Case_matters() =>
        Assert.That(new CompanyUserView("Normal"), Is.Not.EqualTo(CompanyUserView.Normal));

    [Test]
    public void The_default_value_has_an_empty_name() =>
        Assert.That(default(CompanyUserView).Value, Is.Empty);

    [Test]
    public void A_value_needs_a_name() =>
        Assert.That(() => new CompanyUserView(null!), Throws.ArgumentNullException);

    [Test]
    public void An_order_turned_round_twice_is_the_order()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CompanyUserSort.Email.Descending().Value, Is.EqualTo("-email"));
            Assert.That(CompanyUserSort.Email.Descending().Descending(), Is.EqualTo(CompanyUserSort.Email));
        }
    }
}
