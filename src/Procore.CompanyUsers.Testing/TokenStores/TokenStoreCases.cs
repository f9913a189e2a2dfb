using static Procore.CompanyUsers.Testing.TokenStoreTestContext;

namespace Procore.CompanyUsers.Testing;

/// <summary>The requirements of <see cref="IProcoreTokenStore" /> as cases for any test framework.</summary>
/// <example>
/// <code>
/// [TestCaseSource(typeof(TokenStoreCases), nameof(TokenStoreCases.All))]
/// public Task My_store(TokenStoreCase storeCase) => storeCase.RunAsync(() => new MyTokenStore(connectionString));
/// </code>
/// </example>
public static class TokenStoreCases
{
    /// <summary>The requirements of every store.</summary>
    public static IReadOnlyList<TokenStoreCase> All { get; } =
    [
        new("A new key is empty", NothingAtFirstAsync),
        new("Every program reads exactly what was written", WrittenIsReadAsync),
        new("Consecutive versions are accepted", VersionsFollowAsync),
        new("Other versions are refused and change nothing", RefusesAsync),
        new("Similar keys are separate", KeysAreApartAsync),
        new("A lease is held by one program at a time", LeaseIsExclusiveAsync),
        new("A lease doesn't block other keys", LeasesAreApartAsync),
        new("A lease that is released twice is granted once", LeaseIsGivenBackOnceAsync),
        new("A cancelled wait leaves no lease behind", CancelledWaitAsync),
        new("A lost lease overwrites nothing", LostLeaseIsFencedAsync),
        new("Concurrent programs lose nothing", ManyAtOnceAsync),
        new("Readers see either the old or the new value", ReadersSeeWholeAsync),
    ];

    /// <summary>
    /// The additional requirements of a store that can't detect that the holder of a lease has died, such as a lock in a cache: the lease ends
    /// after its duration. They don't apply to a row lock, which ends with its connection.
    /// </summary>
    public static IReadOnlyList<TokenStoreCase> LeaseEnd { get; } =
    [
        new("A lease that isn't released expires", LeaseEndsAsync),
        new("An expired lease doesn't release another program's lease", EndedLeaseTakesNothingAsync),
    ];

    private static async Task NothingAtFirstAsync(TokenStoreTestContext context)
    {
        var store = context.Connect();
        Check(await store.ReadAsync(context.Key, context.CancellationToken).ConfigureAwait(false) is null, "A key that was never written isn't empty.");
        var lease = await context.AcquireAsync(store).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            Check(await lease.ReadAsync(context.CancellationToken).ConfigureAwait(false) is null, "A key that was never written isn't empty under a lease.");
    }

    private static async Task WrittenIsReadAsync(TokenStoreTestContext context)
    {
        var payload = "{\"a\":\"'\\\"\r\n\t é ☃ 😀 %00 \u2028\"} " + new string('x', 16_000);
        var lease = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            Check(await lease.TryWriteAsync(new StoredTokens(1, payload), context.CancellationToken).ConfigureAwait(false), "The first version was refused.");
            var read = await lease.ReadAsync(context.CancellationToken).ConfigureAwait(false);
            Check(read is { Version: 1 } && read.Payload == payload, "A read under the lease doesn't return what was written under it.");
        }
        await context.CheckStoredAsync(context.Key, 1, payload, "after the lease was released").ConfigureAwait(false);
    }

    private static async Task VersionsFollowAsync(TokenStoreTestContext context)
    {
        for (var version = 1; version <= 3; version++)
        {
            await context.WriteAsync(context.Connect(), context.Key, version, $"payload {version}").ConfigureAwait(false);
            await context.CheckStoredAsync(context.Key, version, $"payload {version}", $"after version {version} was written").ConfigureAwait(false);
        }
    }

    private static async Task RefusesAsync(TokenStoreTestContext context)
    {
        var lease = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            Check(!await lease.TryWriteAsync(new StoredTokens(2, "early"), context.CancellationToken).ConfigureAwait(false), "Version 2 was accepted although nothing was stored.");
            Check(await lease.ReadAsync(context.CancellationToken).ConfigureAwait(false) is null, "A refused version was stored.");
        }
        await context.WriteAsync(context.Connect(), context.Key, 1, "first").ConfigureAwait(false);
        foreach (var version in new long[] { 1, 3, long.MaxValue })
        {
            var next = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
            await using (next.ConfigureAwait(false))
                Check(!await next.TryWriteAsync(new StoredTokens(version, "wrong"), context.CancellationToken).ConfigureAwait(false), $"Version {version} was accepted although version 1 was stored.");
            await context.CheckStoredAsync(context.Key, 1, "first", $"after version {version} was refused").ConfigureAwait(false);
        }
    }

    private static async Task KeysAreApartAsync(TokenStoreTestContext context)
    {
        string[] endings = ["", "a", "A", "a/", "a/../a", "%61", "a%b", "a_b", "a-b", "a'--", new string('a', 300), new string('a', 301)];
        foreach (var ending in endings)
            await context.WriteAsync(context.Connect(), context.Key + "/" + ending, 1, $"of '{ending}'").ConfigureAwait(false);
        foreach (var ending in endings)
            await context.CheckStoredAsync(context.Key + "/" + ending, 1, $"of '{ending}'", $"under a key that ends in '{ending}'").ConfigureAwait(false);
    }

    private static async Task LeaseIsExclusiveAsync(TokenStoreTestContext context)
    {
        var first = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        var second = context.Connect().AcquireAsync(context.Key, Duration, context.CancellationToken);
        await context.CheckWaitsAsync(second, "A lease was granted while another program held it.").ConfigureAwait(false);
        Check(await first.TryWriteAsync(new StoredTokens(1, "first"), context.CancellationToken).ConfigureAwait(false), "The holder of the lease can't write while another program waits for it.");
        await first.DisposeAsync().ConfigureAwait(false);
        var lease = await context.InTimeAsync(second, "A released lease isn't granted to the program that waits for it.").ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            Check(await lease.ReadAsync(context.CancellationToken).ConfigureAwait(false) is { Version: 1, Payload: "first" }, "Under its lease, a program doesn't read what the previous holder wrote.");
    }

    private static async Task LeasesAreApartAsync(TokenStoreTestContext context)
    {
        var first = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
            await context.WriteAsync(context.Connect(), context.Key + "/other", 1, "other").ConfigureAwait(false);
    }

    private static async Task LeaseIsGivenBackOnceAsync(TokenStoreTestContext context)
    {
        var first = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        var second = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var third = context.Connect().AcquireAsync(context.Key, Duration, cancellation.Token);
        await context.CheckWaitsAsync(third, "Releasing a lease twice released another program's lease.").ConfigureAwait(false);
        await second.DisposeAsync().ConfigureAwait(false);
        await (await context.InTimeAsync(third, "A released lease isn't granted again.").ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CancelledWaitAsync(TokenStoreTestContext context)
    {
        var first = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var second = context.Connect().AcquireAsync(context.Key, Duration, cancellation.Token);
        await context.CheckWaitsAsync(second, "A lease was granted while another program held it.").ConfigureAwait(false);
        cancellation.Cancel();
        await CheckCancelledAsync(context, second).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        await CheckCancelledAsync(context, context.Connect().AcquireAsync(context.Key, Duration, cancellation.Token)).ConfigureAwait(false);
        await (await context.AcquireAsync(context.Connect()).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task CheckCancelledAsync(TokenStoreTestContext context, Task<IProcoreTokenLease> acquisition)
    {
        try
        {
            await context.InTimeAsync(acquisition, "A wait for a lease can't be cancelled.").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            return;
        }
        throw new TokenStoreContractException("A lease was granted to a caller that had cancelled.");
    }

    private static async Task LostLeaseIsFencedAsync(TokenStoreTestContext context)
    {
        var lost = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await lost.DisposeAsync().ConfigureAwait(false);
        await context.WriteAsync(context.Connect(), context.Key, 1, "of the next").ConfigureAwait(false);
        Check(await WriteIfPossibleAsync(lost, 1).ConfigureAwait(false) is not true, "A lost lease overwrote what the next holder had written.");
        await context.CheckStoredAsync(context.Key, 1, "of the next", "after a lost lease tried to write").ConfigureAwait(false);
        // The tokens of a lost lease may be the only valid ones: either they are stored, or the call reports that they aren't.
        switch (await WriteIfPossibleAsync(lost, 2).ConfigureAwait(false))
        {
            case true:
                await context.CheckStoredAsync(context.Key, 2, "of the lost", "after a lost lease wrote").ConfigureAwait(false);
                break;
            case false:
                throw new TokenStoreContractException("A lost lease was told of a conflict, although its version follows the stored one.");
            default:
                await context.CheckStoredAsync(context.Key, 1, "of the next", "after a lost lease failed to write").ConfigureAwait(false);
                break;
        }

        async Task<bool?> WriteIfPossibleAsync(IProcoreTokenLease lease, long version)
        {
            try
            {
                return await context.InTimeAsync(lease.TryWriteAsync(new StoredTokens(version, "of the lost"), context.CancellationToken), "A lost lease's write doesn't end.").ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not TokenStoreContractException && !context.CancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    private static async Task ManyAtOnceAsync(TokenStoreTestContext context)
    {
        const int Programs = 8;
        const int Turns = 5;
        var holders = 0;
        await context.InTimeAsync(Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => Task.Run(RunAsync, context.CancellationToken))), "Concurrent programs block each other for ever.").ConfigureAwait(false);
        await context.CheckStoredAsync(context.Key, Programs * Turns, $"{Programs * Turns}", "after all programs wrote").ConfigureAwait(false);

        async Task<bool> RunAsync()
        {
            var store = context.Connect();
            for (var turn = 0; turn < Turns; turn++)
            {
                var lease = await context.AcquireAsync(store).ConfigureAwait(false);
                await using (lease.ConfigureAwait(false))
                {
                    Check(Interlocked.Increment(ref holders) == 1, "Two programs held the lease at once.");
                    var version = (await lease.ReadAsync(context.CancellationToken).ConfigureAwait(false))?.Version ?? 0;
                    // A write may end the lease.
                    Interlocked.Decrement(ref holders);
                    Check(await lease.TryWriteAsync(new StoredTokens(version + 1, $"{version + 1}"), context.CancellationToken).ConfigureAwait(false), "The version after the one that was read under the lease was refused.");
                }
            }
            return true;
        }
    }

    private static async Task ReadersSeeWholeAsync(TokenStoreTestContext context)
    {
        const int Versions = 20;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var readers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(ReadAsync, context.CancellationToken)));
        var writer = context.Connect();
        for (var version = 1; version <= Versions && !readers.IsCompleted; version++)
            await context.WriteAsync(writer, context.Key, version, Payload(version)).ConfigureAwait(false);
        end.Cancel();
        await context.InTimeAsync(readers, "A reader doesn't finish.").ConfigureAwait(false);

        async Task<bool> ReadAsync()
        {
            var store = context.Connect();
            var last = 0L;
            do
            {
                await Task.Yield();
                if (await store.ReadAsync(context.Key, context.CancellationToken).ConfigureAwait(false) is { } stored)
                {
                    Check(stored.Payload == Payload(stored.Version), "A reader saw a partial payload, or the payload of another version.");
                    Check(stored.Version >= last, "A reader saw an earlier version after a later one.");
                    last = stored.Version;
                }
                else
                {
                    Check(last == 0, "A reader saw nothing although a value is stored.");
                }
            }
            while (!end.IsCancellationRequested);
            return true;
        }

        static string Payload(long version) => new((char)('a' + version % 26), 20_000);
    }

    private static async Task LeaseEndsAsync(TokenStoreTestContext context)
    {
        await context.Connect().AcquireAsync(context.Key, TimeSpan.FromMilliseconds(500), context.CancellationToken).ConfigureAwait(false);
        await (await context.AcquireAsync(context.Connect()).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task EndedLeaseTakesNothingAsync(TokenStoreTestContext context)
    {
        var ended = await context.Connect().AcquireAsync(context.Key, TimeSpan.FromMilliseconds(500), context.CancellationToken).ConfigureAwait(false);
        var next = await context.AcquireAsync(context.Connect()).ConfigureAwait(false);
        await ended.DisposeAsync().ConfigureAwait(false);
        var third = context.Connect().AcquireAsync(context.Key, Duration, context.CancellationToken);
        await context.CheckWaitsAsync(third, "Releasing an expired lease released another program's lease.").ConfigureAwait(false);
        await next.DisposeAsync().ConfigureAwait(false);
        await (await context.InTimeAsync(third, "A released lease isn't granted again.").ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
