using Procore.CompanyUsers.Cli.Doctor;
using Procore.CompanyUsers.Cli.Output;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users doctor</c></summary>
internal sealed class DoctorCommand : DirectoryCommand
{
    public DoctorCommand(Terminal terminal, Interruption interruption)
        : base("doctor", "Looks at the token, the environment, the company, permissions, the clock and the rate limit, and says what to do. Changes nothing.", terminal, interruption) => AddCommonOptions();

    protected override async Task<ExitCode> RunAsync(Session session)
    {
        var examination = new Examination(session.Connection, TimeProvider.System);
        var findings = await examination.FindAsync(session.Stop).ToListAsync(session.Stop).ConfigureAwait(false);
        await session.Rows.WriteAsync(Finding.Columns, findings.ToAsyncEnumerable()).ConfigureAwait(false);
        return !examination.IsAuthorised ? ExitCode.NotAuthorised
            : findings.Exists(finding => finding.Result == FindingResult.Wrong) ? ExitCode.SomeFailed
            : ExitCode.Done;
    }
}
