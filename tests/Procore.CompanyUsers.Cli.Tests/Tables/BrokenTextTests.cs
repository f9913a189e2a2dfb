using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class BrokenTextTests
{
    [TestCase("#N/A")]
    [TestCase(" #REF! ")]
    [TestCase("#VALUE!")]
    [TestCase("#NAME?")]
    [TestCase("#DIV/0!")]
    [TestCase("#NUM!")]
    [TestCase("#NULL!")]
    [TestCase("#SPILL!")]
    [TestCase("#CALC!")]
    [TestCase("#n/a")]
    [TestCase("#NV")]
    [TestCase("#WERT!")]
    [TestCase("#¡VALOR!")]
    [TestCase("########")]
    [TestCase("JÃ¼rgen")]
    [TestCase("Ã…ke")]
    [TestCase("BjÃ¶rn Ã…berg")]
    [TestCase("Å\u0081ukasz")]
    [TestCase("æœ¨")]
    [TestCase("donâ€™t")]
    [TestCase("J\uFFFDrgen")]
    [TestCase("a\u0001b")]
    [TestCase("a\u0085b")]
    public void Problem_finds_a_broken_text(string text)
    {
        Assert.That(BrokenText.Problem(text), Is.Not.Null);
    }

    [TestCase("Jürgen")]
    [TestCase("SÃO PAULO")]
    [TestCase("Ålesund")]
    [TestCase("Łukasz Żak")]
    [TestCase("Zoë 木 😀")]
    [TestCase("C# developer")]
    [TestCase("#1 Foreman")]
    [TestCase("Suite #12")]
    [TestCase("NULL")]
    [TestCase("line 1\r\nline 2\t")]
    [TestCase("O’Brien–Smith")]
    public void Problem_accepts_a_text_that_only_looks_odd(string text)
    {
        Assert.That(BrokenText.Problem(text), Is.Null);
    }

    [TestCase("J?rgen", true)]
    [TestCase("?ke", true)]
    [TestCase("Andr?", true)]
    [TestCase("M??ller", true)]
    [TestCase("J├╝rgen", true)]
    [TestCase("J√ºrgen", true)]
    [TestCase("Jürgen", false)]
    [TestCase("O'Brien", false)]
    public void ProblemOfName_finds_lost_letters(string text, bool isBroken)
    {
        Assert.That(BrokenText.ProblemOfName(text) is not null, Is.EqualTo(isBroken));
    }

    [TestCase("NULL", true)]
    [TestCase(" n/a ", true)]
    [TestCase("-", true)]
    [TestCase("HR-1", false)]
    [TestCase("0", false)]
    public void IsPlaceholder_recognizes_texts_for_a_missing_value(string text, bool isPlaceholder)
    {
        Assert.That(BrokenText.IsPlaceholder(text), Is.EqualTo(isPlaceholder));
    }
}
