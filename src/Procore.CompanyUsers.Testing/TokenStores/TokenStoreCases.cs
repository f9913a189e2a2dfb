using static Procore.CompanyUsers.Testing.TokenStoreTrial;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// What <see cref="IProcoreTokenStore" /> asks of a store, as cases that any test framework can run.
/// </summary>
/// <example>
/// <code>
/// [TestCaseSource(typeof(TokenStoreCases), nameof(TokenStoreCases.All))]
/// public Task My_store(TokenStoreCase storeCase) => storeCase.RunAsync(() => new MyTokenStore(connectionString));
/// </code>
/// </example>
public static class TokenStoreCases
{
    /// <summary>
    /// What every store must do.
    /// </summary>
    public static IReadOnlyList<TokenStoreCase> All { get; } =
    [
        new("Nothing is stored at first", NothingAtFirstAsync),
        new("What was written is read, whole, by every program", WrittenIsReadAsync),
        new("Versions follow one on the other", VersionsFollowAsync),
        new("What doesn't follow is refused and changes nothing", RefusesAsync),
        new("Keys that look alike are apart", KeysAreApartAsync),
        new("A lease is one program's at a time", LeaseIsExclusiveAsync),
        new("A lease holds up no other key", LeasesAreApartAsync),
        new("A lease that was given back twice is given once", LeaseIsGivenBackOnceAsync),
        new("A cancelled wait leaves no lease behind", CancelledWaitAsync),
        new("A lease that was lost overwrites nothing", LostLeaseIsFencedAsync),
        new("Programs at once lose nothing", ManyAtOnceAsync),
        new("Readers see the old or the new, whole", ReadersSeeWholeAsync),
    ];

    /// <summary>
    /// What a store must do that can't see that the holder of a lease has died, such as a lock in a cache: the lease ends
    /// after its duration. A row lock, which ends with its connection, needs none of it.
    /// </summary>
    public static IReadOnlyList<TokenStoreCase> LeaseEnd { get; } =
    [
        new("A lease that nobody gives back ends", LeaseEndsAsync),
        new("A lease that has ended takes none away", EndedLeaseTakesNothingAsync),
    ];

    private static async Task NothingAtFirstAsync(TokenStoreTrial trial)
    {
        var store = trial.Connect();
        Check(await store.ReadAsync(trial.Key, trial.CancellationToken).ConfigureAwait(false) is null, "A key that was never written has something.");
        var lease = await trial.AcquireAsync(store).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            Check(await lease.ReadAsync(trial.CancellationToken).ConfigureAwait(false) is null, "A key that was never written has something, under a lease.");
    }

    private static async Task WrittenIsReadAsync(TokenStoreTrial trial)
    {
        var payload = "{\"a\":\"'\\\"\r\n\t é ☃ 😀 %00 \u2028\"} " + new string('x', 16_000);
        var lease = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            Check(await lease.TryWriteAsync(new StoredTokens(1, payload), trial.CancellationToken).ConfigureAwait(false), "The first version was refused.");
            var read = await lease.ReadAsync(trial.CancellationToken).ConfigureAwait(false);
            Check(read is { Version: 1 } && read.Payload == payload, "What was written isn't what is read under the same lease.");
        }
        await trial.CheckStoredAsync(trial.Key, 1, payload, "after the lease was given back").ConfigureAwait(false);
    }

    private static async Task VersionsFollowAsync(TokenStoreTrial trial)
    {
        for (var version = 1; version <= 3; version++)
        {
            await trial.WriteAsync(trial.Connect(), trial.Key, version, $"payload {version}").ConfigureAwait(false);
            await trial.CheckStoredAsync(trial.Key, version, $"payload {version}", $"after version {version} was written").ConfigureAwait(false);
        }
    }

    private static async Task RefusesAsync(TokenStoreTrial trial)
    {
        var lease = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            Check(!await lease.TryWriteAsync(new StoredTokens(2, "early"), trial.CancellationToken).ConfigureAwait(false), "Version 2 was taken where nothing was stored.");
            Check(await lease.ReadAsync(trial.CancellationToken).ConfigureAwait(false) is null, "What was refused is stored nevertheless.");
        }
        await trial.WriteAsync(trial.Connect(), trial.Key, 1, "first").ConfigureAwait(false);
        foreach (var version in new long[] { 1, 3, long.MaxValue })
        {
            var next = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
            await using (next.ConfigureAwait(false))
                Check(!await next.TryWriteAsync(new StoredTokens(version, "wrong"), trial.CancellationToken).ConfigureAwait(false), $"Version {version} was taken where version 1 was stored.");
            await trial.CheckStoredAsync(trial.Key, 1, "first", $"after version {version} was refused").ConfigureAwait(false);
        }
    }

    private static async Task KeysAreApartAsync(TokenStoreTrial trial)
    {
        string[] endings = ["", "a", "A", "a/", "a/../a", "%61", "a%b", "a_b", "a-b", "a'--", new string('a', 300), new string('a', 301)];
        foreach (var ending in endings)
            await trial.WriteAsync(trial.Connect(), trial.Key + "/" + ending, 1, $"of '{ending}'").ConfigureAwait(false);
        foreach (var ending in endings)
            await trial.CheckStoredAsync(trial.Key + "/" + ending, 1, $"of '{ending}'", $"under a key that ends in '{ending}'").ConfigureAwait(false);
    }

    private static async Task LeaseIsExclusiveAsync(TokenStoreTrial trial)
    {
        var first = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        var second = trial.Connect().AcquireAsync(trial.Key, Duration, trial.CancellationToken);
        await trial.CheckWaitsAsync(second, "A lease was given while another program held it.").ConfigureAwait(false);
        Check(await first.TryWriteAsync(new StoredTokens(1, "first"), trial.CancellationToken).ConfigureAwait(false), "The holder of the lease can't write while another program waits.");
        await first.DisposeAsync().ConfigureAwait(false);
        var lease = await trial.InTimeAsync(second, "A lease that was given back isn't given to whoever waits for it.").ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            Check(await lease.ReadAsync(trial.CancellationToken).ConfigureAwait(false) is { Version: 1, Payload: "first" }, "Under its lease a program doesn't read what the one before it wrote.");
    }

    private static async Task LeasesAreApartAsync(TokenStoreTrial trial)
    {
        var first = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
            await trial.WriteAsync(trial.Connect(), trial.Key + "/other", 1, "other").ConfigureAwait(false);
    }

    private static async Task LeaseIsGivenBackOnceAsync(TokenStoreTrial trial)
    {
        var first = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        var second = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
        var third = trial.Connect().AcquireAsync(trial.Key, Duration, cancellation.Token);
        await trial.CheckWaitsAsync(third, "Who gave a lease back twice gave back another program's.").ConfigureAwait(false);
        await second.DisposeAsync().ConfigureAwait(false);
        await (await trial.InTimeAsync(third, "A lease that was given back isn't given any more.").ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CancelledWaitAsync(TokenStoreTrial trial)
    {
        var first = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
        var second = trial.Connect().AcquireAsync(trial.Key, Duration, cancellation.Token);
        await trial.CheckWaitsAsync(second, "A lease was given while another program held it.").ConfigureAwait(false);
        cancellation.Cancel();
        await CheckCancelledAsync(trial, second).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        await CheckCancelledAsync(trial, trial.Connect().AcquireAsync(trial.Key, Duration, cancellation.Token)).ConfigureAwait(false);
        await (await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CheckCancelledAsync(TokenStoreTrial trial, Task<IProcoreTokenLease> acquisition)
    {
        try
        {
            await trial.InTimeAsync(acquisition, "A wait for a lease can't be cancelled.").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!trial.CancellationToken.IsCancellationRequested)
        {
            return;
        }
        throw new TokenStoreContractException("A lease was given to a caller that had cancelled.");
    }

    private static async Task LostLeaseIsFencedAsync(TokenStoreTrial trial)
    {
        var lost = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await lost.DisposeAsync().ConfigureAwait(false);
        await trial.WriteAsync(trial.Connect(), trial.Key, 1, "of the next").ConfigureAwait(false);
        Check(await WriteIfPossibleAsync(lost, 1).ConfigureAwait(false) is not true, "A lease that was lost overwrote what the next one had written.");
        await trial.CheckStoredAsync(trial.Key, 1, "of the next", "after a lost lease tried to write").ConfigureAwait(false);
        // The tokens of a lost lease may be the only ones that are good: they are stored, or it is said that they aren't.
        switch (await WriteIfPossibleAsync(lost, 2).ConfigureAwait(false))
        {
            case true:
                await trial.CheckStoredAsync(trial.Key, 2, "of the lost", "after a lost lease wrote").ConfigureAwait(false);
                break;
            case false:
                throw new TokenStoreContractException("A lost lease was told that something else is stored, though its tokens follow on what is.");
            default:
                await trial.CheckStoredAsync(trial.Key, 1, "of the next", "after a lost lease failed to write").ConfigureAwait(false);
                break;
        }

        async Task<bool?> WriteIfPossibleAsync(IProcoreTokenLease lease, long version)
        {
            try
            {
                return await trial.InTimeAsync(lease.TryWriteAsync(new StoredTokens(version, "of the lost"), trial.CancellationToken), "A lost lease's write doesn't end.").ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not TokenStoreContractException && !trial.CancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    private static async Task ManyAtOnceAsync(TokenStoreTrial trial)
    {
        const int Programs = 8;
        const int Turns = 5;
        var holders = 0;
        await trial.InTimeAsync(Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => Task.Run(RunAsync, trial.CancellationToken))), "Programs at once hold each other up for ever.").ConfigureAwait(false);
        await trial.CheckStoredAsync(trial.Key, Programs * Turns, $"{Programs * Turns}", "after all programs wrote").ConfigureAwait(false);

        async Task<bool> RunAsync()
        {
            var store = trial.Connect();
            for (var turn = 0; turn < Turns; turn++)
            {
                var lease = await trial.AcquireAsync(store).ConfigureAwait(false);
                await using (lease.ConfigureAwait(false))
                {
                    Check(Interlocked.Increment(ref holders) == 1, "Two programs held the lease at once.");
                    var version = (await lease.ReadAsync(trial.CancellationToken).ConfigureAwait(false))?.Version ?? 0;
                    // The lease may end with what is written under it.
                    Interlocked.Decrement(ref holders);
                    Check(await lease.TryWriteAsync(new StoredTokens(version + 1, $"{version + 1}"), trial.CancellationToken).ConfigureAwait(false), "What follows on what was read under the lease was refused.");
                }
            }
            return true;
        }
    }

    private static async Task ReadersSeeWholeAsync(TokenStoreTrial trial)
    {
        const int Versions = 20;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
        var readers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(ReadAsync, trial.CancellationToken)));
        var writer = trial.Connect();
        for (var version = 1; version <= Versions && !readers.IsCompleted; version++)
            await trial.WriteAsync(writer, trial.Key, version, Payload(version)).ConfigureAwait(false);
        end.Cancel();
        await trial.InTimeAsync(readers, "A reader doesn't come to an end.").ConfigureAwait(false);

        async Task<bool> ReadAsync()
        {
            var store = trial.Connect();
            var last = 0L;
            do
            {
                await Task.Yield();
                if (await store.ReadAsync(trial.Key, trial.CancellationToken).ConfigureAwait(false) is { } stored)
                {
                    Check(stored.Payload == Payload(stored.Version), "A reader saw a payload that is of another version, or in parts.");
                    Check(stored.Version >= last, "A reader saw an earlier version after a later one.");
                    last = stored.Version;
                }
                else
                {
                    Check(last == 0, "A reader saw nothing, though something is stored.");
                }
            }
            while (!end.IsCancellationRequested);
            return true;
        }

        static string Payload(long version) => new((char)('a' + version % 26), 20_000);
    }

    private static async Task LeaseEndsAsync(TokenStoreTrial trial)
    {
        await trial.Connect().AcquireAsync(trial.Key, TimeSpan.FromMilliseconds(500), trial.CancellationToken).ConfigureAwait(false);
        await (await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task EndedLeaseTakesNothingAsync(TokenStoreTrial trial)
    {
        var ended = await trial.Connect().AcquireAsync(trial.Key, TimeSpan.FromMilliseconds(500), trial.CancellationToken).ConfigureAwait(false);
        var next = await trial.AcquireAsync(trial.Connect()).ConfigureAwait(false);
        await ended.DisposeAsync().ConfigureAwait(false);
        var third = trial.Connect().AcquireAsync(trial.Key, Duration, trial.CancellationToken);
        await trial.CheckWaitsAsync(third, "Who gave back a lease that had ended gave back another program's.").ConfigureAwait(false);
        await next.DisposeAsync().ConfigureAwait(false);
        await (await trial.InTimeAsync(third, "A lease that was given back isn't given any more.").ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
