using System.Text.Json.Nodes;

namespace Procore.DirectorySync;

/// <summary>The first record of a run's journal.</summary>
internal sealed record RunHeader(string Run, DirectoryAddress Address, DateTimeOffset StartedAt, int Changes, string? UndoneRun)
{
    private const int Version = 2;

    public JsonObject Write() => new()
    {
        ["directory_journal"] = Version,
        ["run"] = Run,
        ["company_id"] = Address.CompanyId,
        ["api_host"] = Address.ApiHost,
        ["started_at"] = PlanJson.Time(StartedAt),
        ["changes"] = Changes,
        ["undoes"] = UndoneRun,
    };

    /// <exception cref="FormatException">It isn't the first record of a journal that this version reads.</exception>
    public static RunHeader Read(JsonObject line) => PlanJson.Number(line, "directory_journal") == Version
        ? new RunHeader(
            PlanJson.Text(line, "run") ?? throw PlanJson.Missing(line, "run"),
            new DirectoryAddress(PlanJson.Number(line, "company_id") ?? throw PlanJson.Missing(line, "company_id"), PlanJson.Text(line, "api_host") ?? throw PlanJson.Missing(line, "api_host")),
            PlanJson.ReadTime(line, "started_at") ?? throw PlanJson.Missing(line, "started_at"),
            (int)(PlanJson.Number(line, "changes") ?? throw PlanJson.Missing(line, "changes")),
            PlanJson.Text(line, "undoes"))
        : throw new FormatException("The file isn't a journal that this version can read.");
}
