namespace Procore.CompanyUsers.Tests;

/// <summary>A message may be logged: it holds what Procore says is wrong, and not what it echoes of a person.</summary>
internal sealed class LoggableMessageTests
{
    [Test]
    public void Message_leaves_out_sent_values_that_the_response_repeats()
    {
        using var procore = ScriptedProcore.Answering(
            """{"user":{"first_name":"Grace","mobile_phone":"+44 20 7946 0000"},"errors":{"last_name":["is too long"]}}""", 422);

        var failure = Assert.CatchAsync<ProcoreException>(() => procore.Users.GetAsync(7))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.ToString(), Does.Contain("last_name: is too long").And.Not.Contain("Grace").And.Not.Contain("7946"));
            Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "Grace", "+44 20 7946 0000", "is too long" }));
        }
    }

    [TestCase("upstream said: Authorization: Bearer eyJhbGciOi.secret.part")]
    [TestCase("""{"message":"Authorization: Bearer eyJhbGciOi.secret.part is not taken"}""")]
    public void Message_masks_tokens(string body)
    {
        using var procore = ScriptedProcore.Answering(body, 502);

        Assert.That(() => procore.Users.CreateAsync(new("A", "a@x.com")), Throws.InstanceOf<ProcoreException>().With.Message.Not.Contain("secret"));
    }

    [TestCase("ada@example.com is taken")]
    [TestCase("ada%40example.com is taken")]
    [TestCase("ada＠example.com is taken")]
    [TestCase("ada﹫example.com is taken")]
    [TestCase("ada%2540example.com is taken")]
    [TestCase("ada%252540example.com is taken")]
    [TestCase("ada&#64;example.com is taken")]
    [TestCase("ada&#x40;example.com is taken")]
    [TestCase("ada&#X0040;example.com is taken")]
    [TestCase("ada&amp;#064;example.com is taken")]
    [TestCase("ada&commat;example.com is taken")]
    [TestCase(@"ada\u0040example.com is taken")]
    [TestCase(@"ada\\u0040example.com is taken")]
    [TestCase(@"ada\x40example.com is taken")]
    [TestCase("ada@[127.0.0.1] is taken")]
    [TestCase("ada%40[IPv6:2001:db8::1] is taken")]
    [TestCase("\\\"ada lovelace\\\"@example.com is taken")]
    public void Message_masks_an_email_address_however_it_is_encoded(string message)
    {
        using var procore = ScriptedProcore.Answering($$"""{"errors":["{{message}}"]}""", 409);

        Assert.That(() => procore.Users.CreateAsync(new("A", "a@x.com")), Throws.InstanceOf<ProcoreException>().With.Message.Not.Contain("example").And.Message.Not.Contain("ada"));
    }
}
