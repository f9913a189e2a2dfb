using System.Text;

namespace Procore.CompanyUsers.Tests;

/// <summary>Every method of the facade, over responses that no document describes. A failure names the seed, which gives the same response again.</summary>
internal sealed class FacadeFuzzTests
{
    private const int CasesPerMethod = 1_000;

    [TestCaseSource(typeof(FuzzedMethod), nameof(FuzzedMethod.All))]
    public async Task Method_succeeds_with_the_valid_response(FuzzedMethod method)
    {
        using var procore = new FuzzedProcore();
        var response = new FuzzedResponse(method.Status, Encoding.UTF8.GetBytes(method.Body), "application/json", []);

        await method.CallAsync(procore.Use(response), response);

        Assert.That(procore.Requests, Is.InRange(1, method.MaxRequests));
    }

    [TestCaseSource(typeof(FuzzedMethod), nameof(FuzzedMethod.All))]
    public async Task Method_returns_a_result_or_throws_ProcoreException(FuzzedMethod method)
    {
        using var procore = new FuzzedProcore();
        var firstSeed = IndexOf(method) * CasesPerMethod;
        for (var seed = firstSeed; seed < firstSeed + CasesPerMethod; seed++)
        {
            var response = new ResponseGenerator(seed).Mutate(method.Status, method.Body);
            if (await ProblemAsync(procore, method, response) is { } problem)
                Assert.Fail($"Seed {seed}: {problem}\n{response}");
        }
    }

    [Test]
    public void FuzzedMethod_lists_all_methods_of_ICompanyUsers() =>
        Assert.That(
            typeof(ICompanyUsers).GetMethods().Select(method => method.Name).Where(name => name.EndsWith("Async", StringComparison.Ordinal)).Distinct(),
            Is.SubsetOf(FuzzedMethod.All.Select(method => method.Name)));

    [Test]
    public void FuzzedMethod_runs_at_least_20000_cases() => Assert.That(FuzzedMethod.All.Count * CasesPerMethod, Is.AtLeast(20_000));

    private static async Task<string?> ProblemAsync(FuzzedProcore procore, FuzzedMethod method, FuzzedResponse response)
    {
        var users = procore.Use(response);
        var isRefused = false;
        try
        {
            await method.CallAsync(users, response);
        }
        catch (ProcoreException)
        {
            isRefused = true;
        }
        catch (AssertionException exception)
        {
            return exception.Message;
        }
        catch (Exception exception)
        {
            return $"a {exception.GetType().Name} escaped: {exception}";
        }

        if (!isRefused && !response.IsSuccess && procore.Requests <= FuzzedProcore.MaxRetries + 1 && !IsInterruptible(method))
            return "a status that isn't a success gave a result";
        return procore.Requests > method.MaxRequests * (FuzzedProcore.MaxRetries + 1) ? $"{procore.Requests} requests" : null;
    }

    private static bool IsInterruptible(FuzzedMethod method) => method.Name.Contains("Streaming", StringComparison.Ordinal) || method.Name.Contains("Project", StringComparison.Ordinal);

    private static int IndexOf(FuzzedMethod method) => FuzzedMethod.All.TakeWhile(other => other != method).Count();
}
