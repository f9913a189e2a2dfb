using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.TokenStores.Tests;

/// <summary>What holds for both stores, against a real server that the tests start, stop and freeze.</summary>
internal abstract class StoreTests
{
    private readonly List<ServiceProvider> _programs = [];

    private static IEnumerable<TokenStoreCase> Cases => TokenStoreCases.All.Concat(TokenStoreCases.LeaseEnd);

    protected Grant Grant { get; private set; } = null!;

    protected abstract TestServer Server { get; }

    protected abstract string StoreName { get; }

    [SetUp]
    public void Begin() => Grant = new Grant();

    [TearDown]
    public async Task End()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
        _programs.Clear();
    }

    [TestCaseSource(nameof(Cases))]
    public Task TokenStore_passes_every_TokenStoreCase(TokenStoreCase storeCase) => storeCase.RunAsync(CreateStore);

    [Test]
    public async Task TokenStore_lets_programs_use_each_refresh_token_once()
    {
        const int Rounds = 10;
        var programs = Enumerable.Range(0, 4).Select(_ => Start()).ToList();

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(programs.Select(program => Task.Run(() => Grant.CallAsync(program))));
            Grant.Expire();
        }

        Assert.That(Grant.Redemptions, Is.EqualTo(Rounds));
        Assert.That((await StoredAsync()).Version, Is.EqualTo(Rounds));
    }

    [Test]
    public async Task TokenStore_lets_a_restarted_program_continue()
    {
        await Grant.CallAsync(Start());

        await Grant.CallAsync(Start());

        Assert.That(Grant.Redemptions, Is.EqualTo(1));
    }

    [Test]
    public async Task TokenStore_holds_no_plain_text()
    {
        await Grant.CallAsync(Start());

        Assert.That((await StoredAsync()).Payload, Is.Not.Empty.And.Not.Contain("access_token").And.Not.Contain("{"));
    }

    [Test]
    public async Task TokenStore_that_is_down_fails_the_call_and_uses_no_grant()
    {
        var program = Start();
        await Grant.CallAsync(program);
        Grant.Expire();
        await Server.StopAsync();

        var failure = Assert.CatchAsync<ProcoreException>(() => Grant.CallAsync(program));
        await Server.StartAsync();
        await CallWhenUpAsync(program);

        Assert.That(failure.Message, Does.Contain(StoreName).And.Contain("failed to read the tokens"));
        Assert.That(Grant.Redemptions, Is.EqualTo(2));
    }

    [Test]
    public async Task TokenStore_that_stops_during_a_refresh_loses_no_tokens()
    {
        var program = Start(Server.StopAsync);

        var failure = Assert.CatchAsync<ProcoreException>(() => Grant.CallAsync(program));
        await Server.StartAsync();
        await CallWhenUpAsync(program);

        Assert.That(failure.Message, Does.Contain(StoreName).And.Contain("failed to store the new tokens").And.Contain("kept in memory"));
        Assert.That(Grant.Redemptions, Is.EqualTo(1), "the pair that Procore had issued was stored and used");
        Assert.That((await StoredAsync()).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task TokenStore_that_hangs_fails_the_call_and_uses_no_grant()
    {
        var program = Start();
        await Grant.CallAsync(program);
        Grant.Expire();
        Server.Freeze();

        var call = Grant.CallAsync(program);
        await AdvanceUntilDoneAsync(call);
        Server.Thaw();
        await CallWhenUpAsync(program);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain(StoreName).And.Contain("failed to read the tokens within 10 seconds"));
        Assert.That(Grant.Redemptions, Is.EqualTo(2));
    }

    [Test]
    public async Task TokenStore_that_hangs_during_a_refresh_loses_no_tokens()
    {
        var program = Start(() =>
        {
            Server.Freeze();
            return Task.CompletedTask;
        });

        var call = Grant.CallAsync(program);
        await AdvanceUntilDoneAsync(call);
        Server.Thaw();
        await CallWhenUpAsync(program);

        Assert.That(Assert.CatchAsync<ProcoreException>(() => call).Message, Does.Contain("failed to store the new tokens within 10 seconds"));
        Assert.That(Grant.Redemptions, Is.EqualTo(1));
        Assert.That((await StoredAsync()).Version, Is.EqualTo(1), "the write that arrived late and the one that repeats it count once");
    }

    [Test]
    public async Task TokenStore_keeps_an_entry_that_cannot_be_decrypted()
    {
        await Grant.CallAsync(Start());
        await ReplacePayloadAsync("rubbish-payload");

        var failure = Assert.CatchAsync<ProcoreException>(() => Grant.CallAsync(Start()));

        Assert.That(failure.Message, Does.Contain(StoreName));
        Assert.That(failure.ToString(), Does.Not.Contain("rubbish-payload"));
        Assert.That(await StoredAsync(), Is.EqualTo((1, "rubbish-payload")));
        Assert.That(Grant.Redemptions, Is.EqualTo(1));
    }

    protected abstract IProcoreTokenStore CreateStore();

    protected abstract void UseStore(IHttpClientBuilder builder);

    /// <summary>Reads the entry of <see cref="Grant" /> past the store.</summary>
    protected abstract Task<(long Version, string Payload)> StoredAsync();

    protected abstract Task ReplacePayloadAsync(string payload);

    protected ServiceProvider Start(Func<Task>? afterRedeeming = null)
    {
        var program = Grant.Start(UseStore, afterRedeeming);
        _programs.Add(program);
        return program;
    }

    /// <summary>A server that has just come back may refuse a pooled connection, which is closed, once.</summary>
    private static async Task CallWhenUpAsync(ServiceProvider program)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Grant.CallAsync(program);
                return;
            }
            catch (ProcoreException) when (attempt < 10)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task AdvanceUntilDoneAsync(Task call)
    {
        for (var step = 0; step < 600 && !call.IsCompleted; step++)
        {
            await Task.WhenAny(call, Task.Delay(20));
            Grant.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
