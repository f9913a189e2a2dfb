namespace Procore.CompanyUsers.Tests;

internal sealed class SecretMaskTests
{
    [TestCase("01234567ab+cd", "it was 01234567ab%252Bcd", "it was ***")]
    [TestCase("01234567ab&cd", "it was 01234567ab&amp;amp;cd", "it was ***")]
    [TestCase("01234567ab\U0001F600cd", "it was 01234567ab%F0%9F%98%80cd", "it was ***")]
    [TestCase("01234567ab\U0001F600cd", @"it was 01234567ab\uD83D\uDE00cd", "it was ***")]
    [TestCase("01234567abécd", "it was 01234567ab%C3%A9cd", "it was ***")]
    [TestCase("01234567abcd", "it was 01234567ABCD", "it was ***")]
    [TestCase("s3cret-Under-Test", "it was S3CRET-UNDER-TEST, or s3cret-under-test", "it was ***, or ***")]
    [TestCase("01234567ab", "it was 01234567%61%62", "it was ***")]
    [TestCase("01234567ab", "it was 01234567%2561%2562", "it was ***")]
    [TestCase("01234567ab", @"it was 01234567\u0061\u0062", "it was ***")]
    [TestCase("01234567ab", "it was 01234567&#97;&#x62;", "it was ***")]
    [TestCase("01234567ab", "it was &#48;1234567a&amp;#98;", "it was ***")]
    [TestCase("01234567ab+cd", "it was 01234567AB%2bCD", "it was ***")]
    public void Apply_masks_a_secret_however_it_is_escaped(string secret, string said, string masked) =>
        Assert.That(SecretMask.Apply(said, [secret]), Is.EqualTo(masked));

    [TestCase("any", "the company has many")]
    [TestCase("permissions", "no permissions")]
    public void Apply_keeps_words_that_equal_a_short_secret(string secret, string said) =>
        Assert.That(SecretMask.Apply(said, [secret]), Is.EqualTo(said));

    [Test]
    public void Apply_keeps_a_run_of_non_ASCII_letters_that_is_not_the_secret()
    {
        var said = string.Concat(Enumerable.Repeat("%C3%A9", 60)) + "!";

        Assert.That(SecretMask.Apply(said, [new string('é', 40) + "x"]), Is.EqualTo(said));
    }
}
