using System.Runtime.InteropServices;

namespace Procore.CompanyUsers.Cli;

/// <summary>Ctrl-C and SIGTERM: the first one asks the command to stop, the second one to stop at once; the third one ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Cancelled by the first request: finish the request under way and send nothing more. Reads end at once.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second request: don't wait for the request under way either.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Takes the signals of this process until it is disposed.</summary>
    public static Interruption OnSignals()
    {
        var interruption = new Interruption();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = interruption.Request()));
        return interruption;
    }

    /// <summary>Asks the command to stop.</summary>
    /// <returns>False if it was already asked to stop at once.</returns>
    public bool Request()
    {
        if (_abort.IsCancellationRequested)
            return false;
        (_stop.IsCancellationRequested ? _abort : _stop).Cancel();
        return true;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
