using Cronos;
using Microsoft.Extensions.Options;

namespace Procore.DirectorySync;

/// <summary>Checks the job's options when the program starts.</summary>
internal sealed class DirectorySyncJobOptionsValidator : IValidateOptions<DirectorySyncJobOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectorySyncJobOptions options)
    {
        var failures = new List<string>();
        if (options.Sync is null)
            failures.Add("DirectorySyncJobOptions.Sync is not set. Set it to new DirectorySyncOptions(scope).");
        else if (ProblemOf(options.Sync) is { } problem)
            failures.Add($"DirectorySyncJobOptions.Sync isn't valid: {problem}");
        if (!IsSchedule(options.Schedule))
            failures.Add($"DirectorySyncJobOptions.Schedule is '{options.Schedule}', which isn't a cron expression of five fields, such as '0 2 * * *'.");
        if (options.TimeZone is null)
            failures.Add("DirectorySyncJobOptions.TimeZone is null. Use TimeZoneInfo.Utc or another time zone.");
        if (options.HealthyFor <= TimeSpan.Zero)
            failures.Add("DirectorySyncJobOptions.HealthyFor isn't positive. Use a little more than the time between two runs.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsSchedule(string? schedule) => schedule is { Length: > 0 } && CronExpression.TryParse(schedule, out _);

    private static string? ProblemOf(DirectorySyncOptions sync)
    {
        try
        {
            sync.Check();
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
