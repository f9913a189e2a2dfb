using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class IdAloneTests
{
    [Test]
    public void A_bare_number_is_a_user_of_whom_only_the_id_is_given()
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
    public void Nothing_else_stands_for_a_user(string json) =>
        Assert.That(() => ProcoreJson.Deserialize<CompanyUser>(json), Throws.TypeOf<FormatException>());

    [TestCaseSource(typeof(ModelShape), nameof(ModelShape.CasesButUsers))]
    public void A_bare_number_stands_for_no_other_model(ModelShape model) =>
        Assert.That(() => model.Read("562949953421313"), Throws.TypeOf<FormatException>());
}
