namespace Procore.CompanyUsers.Cli.Configuration;

/// <summary>What the last answer said besides its body. Thread-safe.</summary>
internal sealed class AnswerWatch
{
    private readonly object _gate = new();
    private AnswerNote? _last;

    /// <summary>The last answer; null where none came.</summary>
    public AnswerNote? Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    public void Take(AnswerNote note)
    {
        lock (_gate)
            _last = note;
    }
}
