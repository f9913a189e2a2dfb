using System.Diagnostics;
using System.Globalization;

namespace Procore.CompanyUsers;

/// <summary>A call of the facade that has a listener: a span while it lasts, and its duration when it has ended.</summary>
internal sealed class ObservedCall
{
    private readonly string _name;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly Activity? _span;

    /// <summary>Starts the span, and makes it the current one.</summary>
    public ObservedCall(string name, long? companyId, TimeProvider timeProvider)
    {
        _name = name;
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _span = Instruments.Calls.StartActivity(name);
        if (companyId is { } id)
            _span?.SetTag("procore.company.id", id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Makes the span the current one again. Each step of a stream needs this, because the reader has spans of its own.</summary>
    public void Resume()
    {
        if (_span is not null)
            Activity.Current = _span;
    }

    /// <param name="failure">Null for a success. Its message is left out, because it may hold personal data.</param>
    /// <param name="items">How many items a stream has returned.</param>
    public void End(Exception? failure, long? items = null)
    {
        var tags = new TagList { { "procore.operation.name", _name } };
        if (failure is not null)
        {
            var type = Instruments.ErrorType(failure);
            tags.Add("error.type", type);
            _span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
        }
        if (items is not null)
            _span?.SetTag("procore.item.count", items);
        Instruments.CallDuration.Record(_timeProvider.GetElapsedTime(_start).TotalSeconds, tags);
        _span?.Dispose();
    }
}
