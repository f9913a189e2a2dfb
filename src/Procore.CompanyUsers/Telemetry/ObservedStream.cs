namespace Procore.CompanyUsers;

/// <summary>A stream as one call, from the first item that is requested to its end, even if its reader stops early.</summary>
internal sealed class ObservedStream<T>(IAsyncEnumerable<T> items, Func<ObservedCall> begin) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(items.GetAsyncEnumerator(cancellationToken), begin);

    private sealed class Enumerator(IAsyncEnumerator<T> items, Func<ObservedCall> begin) : IAsyncEnumerator<T>
    {
        private ObservedCall? _call;
        private bool _hasEnded;
        private long _count;

        public T Current => items.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (_call is null)
                _call = begin();
            else
                _call.Resume();
            try
            {
                var isItem = await items.MoveNextAsync().ConfigureAwait(false);
                if (isItem)
                    _count++;
                else
                    End(failure: null);
                return isItem;
            }
            catch (Exception failure)
            {
                End(failure);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            _call?.Resume();
            try
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                End(failure: null);
            }
        }

        private void End(Exception? failure)
        {
            if (!_hasEnded)
                _call?.End(failure, _count);
            _hasEnded = true;
        }
    }
}
