using WireMock.ResponseBuilders;

namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>Responses that WireMock.Net can't give by itself; <see cref="ConnectionMiddleware"/> carries them out.</summary>
public static class WireResponses
{
    /// <summary>Ends the connection instead of responding.</summary>
    public static IResponseBuilder Break(ConnectionFault fault) => Response.Create().WithHeader(ConnectionMiddleware.Fault, $"{fault}");

    /// <summary>Sets the <c>Date</c> header, which WireMock.Net overwrites.</summary>
    public static IResponseBuilder WithDate(this IResponseBuilder response, string date) => Add(response, ConnectionMiddleware.Date, date);

    /// <summary>Sends the body in four slices with a pause after each.</summary>
    public static IResponseBuilder Dribble(this IResponseBuilder response) => Add(response, ConnectionMiddleware.Dribble, "true");

    /// <summary>Never starts the response, raises <see cref="WireServer.Stalled"/> and holds the connection until the client closes it.</summary>
    public static IResponseBuilder Stall(this IResponseBuilder response) => Add(response, ConnectionMiddleware.Stall, "true");

    private static IResponseBuilder Add(IResponseBuilder response, string header, string value)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.WithHeader(header, value);
    }
}
