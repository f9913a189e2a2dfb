using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Procore.CompanyUsers.Tests;

/// <summary>Takes every span and every measurement of what a test does, and nothing of the tests beside it.</summary>
internal sealed class Listener : IDisposable
{
    private const string Name = "Procore.CompanyUsers";

    private readonly Activity _root = new Activity("test").Start();
    private readonly ActivityListener _spans;
    private readonly MeterListener _measurements = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<Measured> _measured = new();

    public Listener()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == _root.TraceId)
                    _ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _measurements.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _measurements.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _measurements.Start();
    }

    public Activity Root => _root;

    public IReadOnlyList<Activity> Spans => [.. _ended];

    public IReadOnlyList<Measured> All => [.. _measured];

    public IReadOnlyList<Measured> Measurements(string name) => [.. _measured.Where(measured => measured.Name == name)];

    public void Dispose()
    {
        _spans.Dispose();
        _measurements.Dispose();
        _root.Dispose();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId == _root.TraceId)
            _measured.Enqueue(new Measured(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
    }

    internal sealed record Measured(string Name, double Value, IReadOnlyDictionary<string, object?> Tags);
}
