using System.Reflection;
namespace Procore.CompanyUsers.Tests;

internal sealed class AsyncMethodTests
{
    private static readonly Type[] AsyncResults = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    [Test]
    public void Async_methods_and_no_others_have_names_that_end_in_Async() =>
        Assert.That(PublicApi.Methods.Where(method => IsAsync(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Async_methods_end_in_an_optional_CancellationToken() =>
        Assert.That(
            PublicApi.Methods.Where(method => IsAsync(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync)).Where(method =>
                method.GetParameters() is not [.., { Name: "cancellationToken" } last] || last.ParameterType != typeof(CancellationToken) || !(last.HasDefaultValue || LeavesOutOptions(method))),
            Is.Empty);

    [Test]
    public void Async_methods_are_more_than_61() =>
        Assert.That(PublicApi.Methods.Count(method => IsAsync(method.ReturnType)), Is.GreaterThan(61));

    /// <summary>Create and update take a token without options too. The interface's own methods take the calls without a token.</summary>
    private static bool LeavesOutOptions(MethodInfo method) =>
        method.DeclaringType == typeof(CompanyUsersExtensions) && method.Name is nameof(ICompanyUsers.CreateAsync) or nameof(ICompanyUsers.UpdateAsync);

    private static bool IsAsync(Type result) => AsyncResults.Contains(result.IsGenericType ? result.GetGenericTypeDefinition() : result);
}
