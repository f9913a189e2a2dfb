using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class BareIdTests
{
    [Test]
    public void Deserialize_reads_a_bare_number_as_a_user_with_only_an_id()
    {
        var user = ProcoreJson.Deserialize<CompanyUser>("562949953421313");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(user.Id, Is.EqualTo(562949953421313));
            Assert.That(ProcoreJson.Serialize(user), Is.EqualTo("""{"id":562949953421313}"""));
        }
    }

    [TestCase("1.5")]
    [TestCase("\"one\"")]
    [TestCase("true")]
    [TestCase("9223372036854775808")]
    public void Deserialize_refuses_other_values_in_place_of_a_user(string json) =>
        Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(json), Throws.TypeOf<FormatException>());

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.CasesButUsers))]
    public void Deserialize_refuses_a_bare_number_for_other_models(ModelShape model) =>
        Assert.That(() => model.Read("562949953421313"), Throws.TypeOf<FormatException>());
}
