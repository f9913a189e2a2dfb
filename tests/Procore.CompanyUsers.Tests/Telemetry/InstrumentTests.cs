using System.Diagnostics.Metrics;

namespace Procore.CompanyUsers.Tests;

internal sealed class InstrumentTests
{
    [Test]
    public void Instruments_are_documented_with_kind_and_unit()
    {
        var documentation = RepositoryRoot.ReadText("docs/telemetry.md");
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            lock (instruments)
            {
                if (instrument.Meter.Name == "Procore.CompanyUsers")
                    instruments.Add(instrument);
            }
        };
        _ = Instruments.CallDuration;
        listener.Start();

        Assert.That(instruments, Has.Count.EqualTo(7));
        foreach (var instrument in instruments)
        {
            var kind = instrument.GetType().Name.Split('`')[0].ToLowerInvariant();
            Assert.That(documentation, Does.Contain($"| `{instrument.Name}` | {kind} | `{instrument.Unit}` |"));
            Assert.That(instrument.Description, Is.Not.Empty);
        }
    }
}
