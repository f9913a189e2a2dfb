namespace Procore.CompanyUsers.Tests;

internal sealed class AsyncMethodTests
{
    private static readonly Type[] AsyncResults = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    [Test]
    public void What_is_asynchronous_is_called_so_and_nothing_else_is() =>
        Assert.That(PublicApi.Methods.Where(method => IsAsync(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void What_is_asynchronous_ends_in_an_optional_cancellation_token() =>
        Assert.That(
            PublicApi.Methods.Where(method => IsAsync(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync)).Where(method =>
                method.GetParameters() is not [.., { Name: "cancellationToken", HasDefaultValue: true } last] || last.ParameterType != typeof(CancellationToken)),
            Is.Empty);

    [Test]
    public void There_are_asynchronous_methods() =>
        Assert.That(PublicApi.Methods.Count(method => IsAsync(method.ReturnType)), Is.GreaterThan(61));

    private static bool IsAsync(Type result) => AsyncResults.Contains(result.IsGenericType ? result.GetGenericTypeDefinition() : result);
}
