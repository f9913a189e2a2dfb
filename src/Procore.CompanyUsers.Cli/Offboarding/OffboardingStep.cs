using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Offboarding;

/// <summary>One thing to take from a user: a project, or the access to the company.</summary>
internal sealed record OffboardingStep(Leaver Leaver, UserProject? Project)
{
    private const string Planned = "planned";

    public static IReadOnlyList<Column<OffboardingStep>> Columns { get; } =
    [
        new("id", step => step.Leaver.Id),
        new("name", step => step.Leaver.User.Name),
        new("email_address", step => step.Leaver.User.EmailAddress),
        new("step", step => step.Project is null ? "deactivate" : "remove from project"),
        new("project_id", step => step.Project?.ProjectId),
        new("project", step => step.Project?.Name),
        new("permission_template", step => step.Project?.PermissionTemplateName),
        new("roles", step => step.Project?.Roles is { Count: > 0 } roles ? string.Join("; ", roles) : null),
        new("result", step => step.Result),
        new("reason", step => step.Reason),
    ];

    /// <summary>What became of it: <c>planned</c>, <c>done</c>, <c>refused</c>, <c>in doubt</c> or <c>not sent</c>.</summary>
    public string Result { get; private set; } = Planned;

    public string? Reason { get; private set; }

    public bool IsDone => Result == "done";

    public bool IsOpen => Result == Planned;

    public void End(string result, string? reason = null) => (Result, Reason) = (result, reason);
}
