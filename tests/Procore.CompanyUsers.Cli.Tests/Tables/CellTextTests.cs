using FsCheck.Fluent;
using Procore.CompanyUsers.Cli.Tables;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class CellTextTests
{
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1 512 555 0100", "'+1 512 555 0100")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r\n=1", "'\r\n=1")]
    [TestCase("  =1", "'  =1")]
    [TestCase("＝1", "'＝1")]
    [TestCase("'=1", "''=1")]
    [TestCase("O'Brien", "O'Brien")]
    [TestCase("'quoted'", "'quoted'")]
    [TestCase("00123", "00123")]
    [TestCase("", "")]
    public void Write_adds_an_apostrophe_before_a_formula(string value, string cell)
    {
        Assert.That(CellText.Write(value, isExcelSafe: true), Is.EqualTo(cell));
    }

    [TestCase("=1+1", "=1+1")]
    [TestCase("'=1", "''=1")]
    [TestCase("<clear>", "<<clear>")]
    [TestCase("<<clear>", "<<<clear>")]
    [TestCase("<cleared>", "<cleared>")]
    public void Write_escapes_text_that_would_be_read_differently(string value, string cell)
    {
        Assert.That(CellText.Write(value, isExcelSafe: false), Is.EqualTo(cell));
    }

    [Test]
    public void Read_returns_null_for_clear()
    {
        Assert.That(CellText.Read("<clear>"), Is.Null);
    }

    [TestCase("=1+1")]
    [TestCase("''=1+1")]
    [TestCase("' \t@")]
    [TestCase("<<<clear>")]
    [TestCase("'<clear>")]
    [TestCase("<'<clear>")]
    public void Read_returns_the_value_given_to_Write(string value)
    {
        foreach (var isExcelSafe in new[] { false, true })
            Assert.That(CellText.Read(CellText.Write(value, isExcelSafe)), Is.EqualTo(value));
    }

    [Property(MaxTest = 2000)]
    public FsCheck.Property Read_returns_what_Write_got_for_any_text() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("'", "=", "+", "<", "<clear>", " ", "\t", "\n", "a", "0")).Select(parts => string.Concat(parts)).Where(text => text.Length > 0).ToArbitrary(),
        text => CellText.Read(CellText.Write(text, isExcelSafe: true)) == text && CellText.Read(CellText.Write(text, isExcelSafe: false)) == text);
}
