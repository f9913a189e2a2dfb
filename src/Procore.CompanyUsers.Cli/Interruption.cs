using System.Runtime.InteropServices;

namespace Procore.CompanyUsers.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks to stop, the second to stop at once; the third ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
    ];

    /// <summary>Begin nothing new; what is under way may end. Reading simply ends.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Don't wait for what is under way either.</summary>
    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = !_abort.IsCancellationRequested;
        (_stop.IsCancellationRequested ? _abort : _stop).Cancel();
    }
}
