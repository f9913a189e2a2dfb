using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Tests.Output;

public sealed class PrintableTests
{
    [Test]
    public void Line_and_Lines_replace_control_characters()
    {
        Assert.That(Printable.Line("Ada\u001b[2J\u0007 [red]Abbott[/]\r\nEve"), Is.EqualTo("Ada\uFFFD[2J\uFFFD [red]Abbott[/] Eve"));
        Assert.That(Printable.Lines("a\r\nb\u009b"), Is.EqualTo("a\nb\uFFFD"));
    }
}
