using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.ContractTests.Transport;

/// <summary>As a user connects it. Not beside others, whose calls would be told here too.</summary>
[NonParallelizable]
public sealed class OpenTelemetryTests
{
    [Test]
    public async Task AddOpenTelemetry_exports_spans_and_metrics_as_documented()
    {
        var fake = new FakeProcore();
        var company = fake.AddCompany("Bluestone Builders");
        company.AddUser("Ada", "Abbott", "ada@example.com");
        var spans = new List<Activity>();
        var measured = new List<Metric>();
        var services = new ServiceCollection();
        services.AddProcore(o => (o.AccessToken, o.CompanyId) = ("any", company.Id)).UseFakeProcore(fake);
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource("Procore.CompanyUsers"))
            .WithMetrics(metrics => metrics.AddMeter("Procore.CompanyUsers"));
        services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(spans));
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(measured));
        await using var provider = services.BuildServiceProvider();
        var meters = provider.GetRequiredService<MeterProvider>();
        _ = provider.GetRequiredService<TracerProvider>();

        await provider.GetRequiredService<ICompanyUsers>().ListAsync().ToListAsync();
        meters.ForceFlush();

        Assert.That(spans.Select(span => (span.DisplayName, span.GetTagItem("procore.item.count"))), Does.Contain(("CompanyUsers.List", (object)1L)));
        Assert.That(measured.Select(metric => metric.Name), Does.Contain("procore.client.call.duration"));
    }

    [Test]
    public async Task AddOpenTelemetry_lines_are_in_the_telemetry_page()
    {
        var here = await File.ReadAllTextAsync(RepositoryRoot.PathTo("tests/Procore.CompanyUsers.ContractTests/Transport/OpenTelemetryTests.cs"));
        var start = here.IndexOf("services.AddOpenTelemetry()", StringComparison.Ordinal);
        var lines = here[start..(here.IndexOf(';', start) + 1)].ReplaceLineEndings("\n").Replace("\n        ", "\n", StringComparison.Ordinal);

        Assert.That((await File.ReadAllTextAsync(RepositoryRoot.PathTo("docs/telemetry.md"))).ReplaceLineEndings("\n"), Does.Contain(lines));
    }
}
