namespace Procore.CompanyUsers.Tests;

internal sealed class SecretMaskTests
{
    [TestCase("ab+cd", "it was ab%252Bcd", "it was ***")]
    [TestCase("ab&cd", "it was ab&amp;amp;cd", "it was ***")]
    [TestCase("ab\U0001F600cd", "it was ab%F0%9F%98%80cd", "it was ***")]
    [TestCase("ab\U0001F600cd", @"it was ab\uD83D\uDE00cd", "it was ***")]
    [TestCase("abécd", "it was ab%C3%A9cd", "it was ***")]
    public void However_it_is_escaped_it_is_masked(string secret, string said, string masked) =>
        Assert.That(SecretMask.Apply(said, [secret]), Is.EqualTo(masked));

    [Test]
    public void A_run_of_letters_beyond_ASCII_is_told_from_one_that_is_longer()
    {
        var said = string.Concat(Enumerable.Repeat("%C3%A9", 60)) + "!";

        Assert.That(SecretMask.Apply(said, [new string('é', 40) + "x"]), Is.EqualTo(said));
    }
}
