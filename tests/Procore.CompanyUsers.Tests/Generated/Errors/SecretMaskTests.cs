namespace Procore.CompanyUsers.Tests;

internal sealed class SecretMaskTests
{
    [TestCase("01234567ab+cd", "it was 01234567ab%252Bcd", "it was ***")]
    [TestCase("01234567ab&cd", "it was 01234567ab&amp;amp;cd", "it was ***")]
    [TestCase("01234567ab\U0001F600cd", "it was 01234567ab%F0%9F%98%80cd", "it was ***")]
    [TestCase("01234567ab\U0001F600cd", @"it was 01234567ab\uD83D\uDE00cd", "it was ***")]
    [TestCase("01234567abécd", "it was 01234567ab%C3%A9cd", "it was ***")]
    public void However_it_is_escaped_it_is_masked(string secret, string said, string masked) =>
        Assert.That(SecretMask.Apply(said, [secret]), Is.EqualTo(masked));

    [TestCase("any", "the company has many")]
    [TestCase("permissions", "no permissions")]
    public void Apply_keeps_words_that_equal_a_short_secret(string secret, string said) =>
        Assert.That(SecretMask.Apply(said, [secret]), Is.EqualTo(said));

    [Test]
    public void A_run_of_letters_beyond_ASCII_is_told_from_one_that_is_longer()
    {
        var said = string.Concat(Enumerable.Repeat("%C3%A9", 60)) + "!";

        Assert.That(SecretMask.Apply(said, [new string('é', 40) + "x"]), Is.EqualTo(said));
    }
}
