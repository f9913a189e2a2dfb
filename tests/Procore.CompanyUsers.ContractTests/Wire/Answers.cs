using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>What WireMock's own answers lack.</summary>
public static class Answers
{
    public static IResponseBuilder Break(Fault fault) => Response.Create().WithHeader(Connection.Fault, $"{fault}");

    /// <summary>Named as the server's own date.</summary>
    public static IResponseBuilder WithDate(this IResponseBuilder answer, string date) => With(answer, Connection.Date, date);

    /// <summary>The request is recorded before, unlike by WireMock's own delay.</summary>
    public static IResponseBuilder After(this IResponseBuilder answer, int milliseconds) => With(answer, Connection.Delay, $"{milliseconds}");

    public static IResponseBuilder Dribbled(this IResponseBuilder answer, int milliseconds) => With(answer, Connection.Dribble, $"{milliseconds}");

    private static IResponseBuilder With(IResponseBuilder answer, string header, string value)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.WithHeader(header, value);
    }
}
