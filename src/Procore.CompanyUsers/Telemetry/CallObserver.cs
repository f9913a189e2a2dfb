using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Procore.CompanyUsers;

/// <summary>Observes the calls of one company's facade. Without a listener, no spans or measurements are created.</summary>
/// <param name="facade">The beginning of the calls' names.</param>
/// <param name="companyId">The company; null for calls without one.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CallObserver(string facade, long? companyId, TimeProvider timeProvider)
{
    private static bool HasListeners => Instruments.Calls.HasListeners() || Instruments.CallDuration.Enabled;

    public Task<T> RunAsync<T>(Func<Task<T>> call, [CallerMemberName] string method = "")
    {
        if (!HasListeners)
            return call();
        var outer = Activity.Current;
        var observed = Begin(method);
        try
        {
            return EndAsync(call(), observed);
        }
        catch (Exception failure)
        {
            observed.End(failure);
            throw;
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    public IAsyncEnumerable<T> Observe<T>(IAsyncEnumerable<T> items, [CallerMemberName] string method = "") =>
        HasListeners ? new ObservedStream<T>(items, () => Begin(method)) : items;

    private static async Task<T> EndAsync<T>(Task<T> call, ObservedCall observed)
    {
        try
        {
            var result = await call.ConfigureAwait(false);
            observed.End(failure: null);
            return result;
        }
        catch (Exception failure)
        {
            observed.End(failure);
            throw;
        }
    }

    private ObservedCall Begin(string method) => new($"{facade}.{method.Replace("Async", string.Empty)}", companyId, timeProvider);
}
