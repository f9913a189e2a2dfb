using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>Checks everything that a command needs, one after another. Changes nothing.</summary>
internal sealed class DoctorChecks(Connection connection, TimeProvider timeProvider)
{
    /// <summary>An id that no user has. An update of it changes nothing: it is refused as unknown, or because a permission is missing.</summary>
    private const long UnknownId = long.MaxValue;

    private const string SomethingElse = "Something other than Procore answers there: a proxy, the sign-in page of a network, or another server. Check --environment, --api-address and --login-address, and HTTPS_PROXY; open the address in a browser to see the page.";

    /// <summary>Codes of OAuth (RFC 6749), which a page of a proxy doesn't have.</summary>
    private static readonly HashSet<string> SignInCodes = new(StringComparer.Ordinal)
    {
        "invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "invalid_token", "unauthorized_client", "unsupported_grant_type", "access_denied",
    };

    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whether no check failed for lack of authorization, for the exit code.</summary>
    public bool IsAuthorised { get; private set; } = true;

    public async IAsyncEnumerable<Finding> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new Finding("credentials", FindingResult.Fine, $"from {connection.CredentialsFrom}");
        yield return new Finding("directory", FindingResult.Fine, connection.Description);
        var (failure, me) = await TryAsync(() => connection.Users.GetCurrentAsync(cancellationToken)).ConfigureAwait(false);
        foreach (var finding in SignIn(failure, me))
            yield return finding;
        if (failure is null)
        {
            var one = new CompanyUserQuery { PageSize = 1 };
            var (read, _) = await TryAsync(() => connection.Users.ListAsync(one, cancellationToken).FirstOrDefaultAsync(cancellationToken).AsTask()).ConfigureAwait(false);
            yield return Permission("read people", read, "Give the account read access to the company's Directory tool.");
            CompanyUserSyncItem[] unknown = [new() { Id = UnknownId, JobTitle = "-" }];
            var (write, _) = await TryAsync(() => connection.Users.SyncAsync(unknown, cancellationToken: cancellationToken)).ConfigureAwait(false);
            yield return Permission("write people", write, "Give the account the Admin level of access to the company's Directory tool (Directory Admin), which Procore's sync requires. Commands that only read work without it.");
        }
        yield return Clock();
        yield return Budget();
    }

    private static async Task<(Exception? Failure, T? Result)> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return (null, await call().ConfigureAwait(false));
        }
        catch (SyncInterruptedException interrupted) when (interrupted.InnerException is not OperationCanceledException)
        {
            return (interrupted.InnerException, default);
        }
        catch (ProcoreException failure) when (failure is not SyncInterruptedException)
        {
            return (failure, default);
        }
    }

    private IEnumerable<Finding> SignIn(Exception? failure, CompanyUser? me)
    {
        switch (failure)
        {
            case null:
                yield return new Finding("token", FindingResult.Fine, $"signed in as {me?.Name} ({me?.Id})");
                yield return new Finding("company connected", FindingResult.Fine, "the app is connected to the company");
                break;
            case ProcoreException { Operation: "POST /oauth/token", StatusCode: not null } refused when !refused.Errors.Any(error => SignInCodes.Contains(error.Code ?? error.Message)):
                yield return new Finding("token", FindingResult.Wrong, refused.Message, RemedyOf(refused));
                break;
            case ProcoreException { Operation: "POST /oauth/token", StatusCode: not null }:
                yield return Unauthorised("token", failure, "Check the client id and secret, and that they belong to this environment: credentials don't work across environments.");
                break;
            case ProcoreException { StatusCode: 401 }:
                yield return Unauthorised("token", failure, "Get a new token. A token is valid for 90 minutes, in the environment that issued it.");
                break;
            case CompanyNotConnectedException:
                yield return new Finding("token", FindingResult.Fine, "accepted");
                yield return Unauthorised("company connected", failure, "Check the company id, and ask a company administrator to connect the app in Procore (App Management).");
                break;
            case ProcoreException { StatusCode: 403 }:
                yield return new Finding("token", FindingResult.Fine, "accepted");
                yield return Unauthorised("permissions", failure, "Ask a company administrator to give the account access to the directory.");
                break;
            case ProcoreConnectionException connectionFailure:
                yield return ConnectionFinding.Of(connectionFailure, connection.RouteOf(connectionFailure));
                break;
            default:
                yield return new Finding("environment", FindingResult.Wrong, failure.Message, RemedyOf(failure));
                break;
        }
    }

    private Finding Permission(string check, Exception? failure, string remedy) => failure switch
    {
        null => new Finding(check, FindingResult.Fine, "allowed"),
        ProcoreConnectionException connectionFailure => ConnectionFinding.Of(connectionFailure, connection.RouteOf(connectionFailure)) with { Check = check },
        ProcoreException { StatusCode: 401 or 403 } => Unauthorised(check, failure, remedy),
        _ => new Finding(check, FindingResult.Unknown, failure.Message, RemedyOf(failure)),
    };

    /// <summary>A status below 500 is no passing problem, and Procore's own refusals have remedies of their own.</summary>
    private static string RemedyOf(Exception failure) => failure is ProcoreException { StatusCode: < 500 and not (408 or 429) } ? SomethingElse : "Try again later.";

    private Finding Unauthorised(string check, Exception failure, string remedy)
    {
        IsAuthorised = false;
        return new Finding(check, FindingResult.Wrong, failure.Message, remedy);
    }

    private Finding Clock()
    {
        if (connection.LastResponse.Value?.ClockSkew is not { } skew)
            return new Finding("clock", FindingResult.Unknown, "no response had a date");
        var seconds = Math.Round(Math.Abs(skew.TotalSeconds));
        return skew.Duration() <= TolerableSkew
            ? new Finding("clock", FindingResult.Fine, FormattableString.Invariant($"{seconds} s from Procore's"))
            : new Finding("clock", FindingResult.Wrong, FormattableString.Invariant($"{seconds} s {(skew > TimeSpan.Zero ? "behind" : "ahead of")} Procore's"), "Synchronize this machine's clock (NTP): options such as --created-since depend on it.");
    }

    private Finding Budget()
    {
        if (connection.LastResponse.Value is not { Remaining: { } remaining } response)
            return new Finding("requests left", FindingResult.Unknown, "no response had rate limit headers");
        var reset = response.Reset is { } time ? FormattableString.Invariant($", resets at {time:u}") : string.Empty;
        var detail = FormattableString.Invariant($"{remaining} of {response.Limit}{reset} (now {timeProvider.GetUtcNow():u})");
        return remaining > 0
            ? new Finding("requests left", FindingResult.Fine, detail)
            : new Finding("requests left", FindingResult.Wrong, detail, "Wait until then. Commands wait up to 5 minutes by themselves; --max-wait changes that.");
    }
}
