using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

internal sealed class ErrorLengthTests
{
    [Test]
    public void ProcoreException_shortens_a_long_message()
    {
        using var procore = ScriptedProcore.Answering(new JObject { ["message"] = new string('x', 50_000) }.ToString(), 500);

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>().With.Message.Length.LessThan(4000));
    }

    [Test]
    public void ProcoreException_shortens_a_list_of_many_messages()
    {
        using var procore = ScriptedProcore.Answering(new JArray(Enumerable.Repeat("is wrong", 3000)).ToString(), 500);

        Assert.That(() => procore.Users.GetAsync(7), Throws.InstanceOf<ProcoreException>().With.Message.Length.LessThan(4000));
    }
}
