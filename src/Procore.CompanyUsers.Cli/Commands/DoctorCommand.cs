using Procore.CompanyUsers.Cli.Doctor;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users doctor</c></summary>
internal sealed class DoctorCommand : DirectoryCommand
{
    public DoctorCommand(CommandHost host)
        : base("doctor", "Checks the credentials, the environment, the company, permissions, the clock and the rate limit, and says what to fix. Changes nothing.", host) => AddCommonOptions();

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var checks = new DoctorChecks(session.Connection, TimeProvider.System);
        var findings = await checks.FindAsync(session.Stop).ToListAsync(session.Stop).ConfigureAwait(false);
        await session.Rows.WriteAsync(Finding.Columns, findings.ToAsyncEnumerable()).ConfigureAwait(false);
        return !checks.IsAuthorised ? ExitCode.NotAuthorised
            : findings.Exists(finding => finding.Result == FindingResult.Wrong) ? ExitCode.SomeFailed
            : ExitCode.Done;
    }
}
