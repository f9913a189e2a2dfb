using System.Runtime.CompilerServices;
using Procore.CompanyUsers.Cli.Configuration;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Doctor;

/// <summary>Looks, one after another, at all that must be right before a command can work. Changes nothing.</summary>
internal sealed class Examination(Connection connection, TimeProvider timeProvider)
{
    /// <summary>No record has it, so that a change of it changes none: it is refused for being unknown, or for want of a permission.</summary>
    private const long Nobody = long.MaxValue;

    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whether a failure is about who may do what, for the exit code.</summary>
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
            yield return Permission("read people", read, "Give the account read access to the company's directory tool.");
            CompanyUserSyncItem[] nobody = [new() { Id = Nobody, JobTitle = "-" }];
            var (write, _) = await TryAsync(() => connection.Users.SyncAllAsync(nobody, cancellationToken: cancellationToken)).ConfigureAwait(false);
            yield return Permission("write people", write, "Give the account admin access to the company's directory tool. Reading works without.");
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
                yield return new Finding("company connected", FindingResult.Fine, "the app may speak to it");
                break;
            case ProcoreException { Operation: "POST /oauth/token", StatusCode: not null }:
                yield return Unauthorised("token", failure, "Check the client id and secret, and that they are of this environment: credentials of one aren't taken by another.");
                break;
            case ProcoreException { StatusCode: 401 }:
                yield return Unauthorised("token", failure, "Get a new token: one lasts 90 minutes, and is taken by the environment alone that issued it.");
                break;
            case CompanyNotConnectedException:
                yield return new Finding("token", FindingResult.Fine, "Procore takes it");
                yield return Unauthorised("company connected", failure, "Have an administrator of the company connect the app in Procore (App Management), and check the company's id.");
                break;
            case ProcoreException { StatusCode: 403 }:
                yield return new Finding("token", FindingResult.Fine, "Procore takes it");
                yield return Unauthorised("permissions", failure, "Have an administrator of the company give the account access to its directory.");
                break;
            case ProcoreConnectionException:
                yield return new Finding("environment", FindingResult.Wrong, failure.Message, "Check --environment or the address, and whether a proxy or a firewall lets this machine through.");
                break;
            default:
                yield return new Finding("environment", FindingResult.Wrong, failure.Message, "Try again in a while.");
                break;
        }
    }

    private Finding Permission(string check, Exception? failure, string remedy) => failure switch
    {
        null => new Finding(check, FindingResult.Fine, "allowed"),
        ProcoreException { StatusCode: 401 or 403 } => Unauthorised(check, failure, remedy),
        _ => new Finding(check, FindingResult.Unknown, failure.Message, "Try again in a while."),
    };

    private Finding Unauthorised(string check, Exception failure, string remedy)
    {
        IsAuthorised = false;
        return new Finding(check, FindingResult.Wrong, failure.Message, remedy);
    }

    private Finding Clock()
    {
        if (connection.Answers.Last?.ClockSkew is not { } skew)
            return new Finding("clock", FindingResult.Unknown, "no answer told the time");
        var seconds = Math.Round(Math.Abs(skew.TotalSeconds));
        return skew.Duration() <= TolerableSkew
            ? new Finding("clock", FindingResult.Fine, FormattableString.Invariant($"{seconds} s from Procore's"))
            : new Finding("clock", FindingResult.Wrong, FormattableString.Invariant($"{seconds} s {(skew > TimeSpan.Zero ? "behind" : "ahead of")} Procore's"), "Set this machine's clock, by NTP: --created-since and the like go by it.");
    }

    private Finding Budget()
    {
        if (connection.Answers.Last is not { Remaining: { } remaining } answer)
            return new Finding("requests left", FindingResult.Unknown, "no answer told the rate limit");
        var reset = answer.Reset is { } time ? FormattableString.Invariant($", renewed at {time:u}") : string.Empty;
        var detail = FormattableString.Invariant($"{remaining} of {answer.Limit}{reset} (now {timeProvider.GetUtcNow():u})");
        return remaining > 0
            ? new Finding("requests left", FindingResult.Fine, detail)
            : new Finding("requests left", FindingResult.Wrong, detail, "Wait until then; commands wait by themselves for up to 5 minutes.");
    }
}
