using Procore.CompanyUsers.Cli.Commands;

namespace Procore.CompanyUsers.Cli.Tests;

internal sealed class CommandTreeTests
{
    [Test]
    public void Commands_have_the_names_under_which_they_are_found()
    {
        var host = CommandHost.OfProcess();
        using var interruption = host.Interruption;
        foreach (var (name, create) in CommandTree.Commands)
            Assert.That(create(host).Name, Is.EqualTo(name));
    }
}
