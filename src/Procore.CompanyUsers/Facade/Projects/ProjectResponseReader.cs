using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.Generated.Errors;

namespace Procore.CompanyUsers;

/// <summary>
/// What an answer says of each user and project. Its shapes: a map of users to maps of projects to a text; <c>entities</c>
/// and <c>errors</c> of objects with <c>userId</c> and <c>projects</c>, or keyed by user id; each inside <c>data</c> or not.
/// </summary>
internal sealed class ProjectResponseReader
{
    private static readonly HashSet<string> Successes = new(StringComparer.OrdinalIgnoreCase) { "success", "successful", "succeeded", "ok", "true", "added", "removed", "updated" };
    private static readonly HashSet<string> Promises = new(StringComparer.OrdinalIgnoreCase) { "accepted", "queued", "pending", "processing" };

    private static readonly HashSet<string> Failures = new(StringComparer.OrdinalIgnoreCase) { "failed", "failure", "fail", "error", "errored", "false", "rejected", "refused", "denied", "forbidden", "invalid", "unprocessable", "skipped", "0" };
    private static readonly string[] Decisions = ["status", "result", "success"];

    /// <summary>What an entry may hold that says nothing of how it went.</summary>
    private static readonly HashSet<string> Details = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "projectId", "project_id", "userId", "user_id", "name", "projects", "status", "result", "success",
        "permissionTemplateId", "permission_template_id", "projectRoleIds", "project_role_ids",
    };

    private static readonly IReadOnlyList<ProcoreErrorMessage> WithoutWords = [new ProcoreErrorMessage(null, "Procore refused the item without saying why.")];

    private readonly Dictionary<(long User, long? Project), ProjectItemResult> _results = [];
    private readonly List<ProcoreErrorMessage> _general = [];

    private ProjectResponseReader()
    {
    }

    /// <returns>An outcome for each item, in the order in which they were sent.</returns>
    public static IReadOnlyList<ProjectOutcome> Match(IReadOnlyList<PositionedItem<ProjectMember>> sent, ProjectReply reply)
    {
        var answer = new ProjectResponseReader();
        if (reply.Body is { } body)
            answer.Read(body, isError: false);
        return [.. sent.Select(entry => answer.OutcomeOf(entry, isAccepted: reply.StatusCode == 202))];
    }

    private ProjectOutcome OutcomeOf(PositionedItem<ProjectMember> entry, bool isAccepted)
    {
        var member = entry.Item;
        var ofUser = _results.TryGetValue((member.UserId, null), out var found) ? found : null;
        var ofProject = _results.TryGetValue((member.UserId, member.ProjectId), out found) ? found : null;
        // What is said of the user goes before a success on the project.
        var result = ofUser is { Status: ProjectStatus.Refused } && ofProject is not { Status: ProjectStatus.Refused } ? ofUser
            : ofUser is { Status: ProjectStatus.Unmentioned } && ofProject is not { Status: ProjectStatus.Refused } ? ofUser
            : ofProject ?? ofUser;
        if (result is not null)
            return new ProjectOutcome(entry.Position, member, result.Status, result is { Status: ProjectStatus.Refused, Errors.Count: 0 } ? WithoutWords : result.Errors);
        return isAccepted && _general.Count == 0
            ? new ProjectOutcome(entry.Position, member, ProjectStatus.Accepted, [])
            : new ProjectOutcome(entry.Position, member, ProjectStatus.Unmentioned, [new ProcoreErrorMessage(null, "Procore's answer doesn't mention this item."), .. _general]);
    }

    private void Read(JToken token, bool isError)
    {
        switch (token)
        {
            case JArray array:
                foreach (var item in array)
                    Read(item, isError);
                break;
            case JObject body when body["data"] is { } data:
                Read(data, isError);
                ReadLists(body);
                break;
            case JObject entry when Number(entry, "userId", "user_id") is { } user:
                ReadUser(user, entry, isError);
                break;
            case JObject body when body["entities"] is not null || body["errors"] is not null:
                ReadLists(body);
                break;
            case JObject map:
                if (Text(map["success"]) is "False" or "false")
                    _general.Add(new ProcoreErrorMessage(null, "Procore says that it didn't succeed."));
                foreach (var property in map.Properties())
                {
                    if (Number(property.Name) is { } key)
                        ReadProjects(key, property.Value, isError);
                    else if (isError || property.Name is "error")
                        ErrorBody.Gather(property.Value, property.Name is "message" or "base" ? null : property.Name, _general);
                }
                break;
            default:
                if (isError)
                    ErrorBody.Gather(token, null, _general);
                break;
        }
    }

    private void ReadLists(JObject body)
    {
        if (body["entities"] is { } entities)
            Read(entities, isError: false);
        if (body["errors"] is { } errors)
            Read(errors, isError: true);
    }

    private void ReadUser(long user, JObject entry, bool isError)
    {
        if (Number(entry, "projectId", "project_id") is { } project)
        {
            Settle(user, project, entry, isError);
            return;
        }
        var ofUser = MessagesOf(entry);
        var said = SaidBy(entry);
        if (said is ProjectStatus.Refused)
            ofUser.AddRange(WordsOf(entry));
        var projects = entry["projects"] is { HasValues: true } listed ? listed : entry.Properties().Any(property => Number(property.Name) is not null) ? entry : null;
        if (projects is not null)
            ReadProjects(user, projects, isError, ofUser);
        if (ofUser.Count > 0 && (projects is null || said is ProjectStatus.Refused))
            Add(user, null, new ProjectItemResult(ProjectStatus.Refused, ofUser));
        else if (isError && projects is null)
            Add(user, null, new ProjectItemResult(ProjectStatus.Refused, ReasonsOf(entry)));
        else if (said is ProjectStatus.Unmentioned && !isError)
            Add(user, null, NotUnderstood(entry));
        else if (projects is null && said is ProjectStatus.Accepted)
            Add(user, null, ProjectItemResult.Accepted);
        else if (projects is null && entry["projects"] is null && entry.Properties().All(property => Details.Contains(property.Name)))
            Add(user, null, ProjectItemResult.Done);
    }

    /// <summary>
    /// What <c>status</c>, <c>result</c> and <c>success</c> of an entry say together; null where it has none of them. A success
    /// needs all of them: <see cref="ProjectStatus.Unmentioned" /> stands for what isn't understood.
    /// </summary>
    private static ProjectStatus? SaidBy(JObject entry)
    {
        ProjectStatus? said = null;
        foreach (var name in Decisions)
        {
            if (entry[name] is not { } value || value.Type == JTokenType.Null)
                continue;
            var status = Text(value) switch
            {
                { } text when Successes.Contains(text) => ProjectStatus.Done,
                { } text when Promises.Contains(text) => ProjectStatus.Accepted,
                { } text when Failures.Contains(text) => ProjectStatus.Refused,
                _ => ProjectStatus.Unmentioned,
            };
            said = (said, status) switch
            {
                (null, _) => status,
                (ProjectStatus.Refused, _) or (_, ProjectStatus.Refused) => ProjectStatus.Refused,
                (ProjectStatus.Unmentioned, _) or (_, ProjectStatus.Unmentioned) => ProjectStatus.Unmentioned,
                (ProjectStatus.Accepted, _) or (_, ProjectStatus.Accepted) => ProjectStatus.Accepted,
                _ => ProjectStatus.Done,
            };
        }
        return said;
    }

    private static IEnumerable<ProcoreErrorMessage> WordsOf(JObject entry) => Decisions
        .Select(name => Text(entry[name]))
        .Where(text => text is not null && !Successes.Contains(text))
        .Select(text => new ProcoreErrorMessage(null, text!));

    private static ProjectItemResult NotUnderstood(JToken said) =>
        new(ProjectStatus.Unmentioned, [new ProcoreErrorMessage(null, "Procore's response about this item isn't understood: " + said.ToString(Formatting.None)) { IsEcho = true }]);

    private void ReadProjects(long user, JToken projects, bool isError, IReadOnlyList<ProcoreErrorMessage>? ofUser = null)
    {
        switch (projects)
        {
            case JArray array:
                foreach (var item in array)
                    ReadProjects(user, item, isError, ofUser);
                break;
            case JObject entry when Number(entry, "projectId", "project_id", "id") is { } project:
                Settle(user, project, entry, isError, ofUser);
                break;
            case JObject map:
                foreach (var property in map.Properties())
                {
                    if (Number(property.Name) is { } project)
                        Settle(user, project, property.Value, isError, ofUser);
                }
                if (isError && ReasonsOf(map) is { Count: > 0 } reasons)
                    Add(user, null, new ProjectItemResult(ProjectStatus.Refused, reasons));
                break;
            case JValue value when Number(value) is { } project:
                Settle(user, project, new JValue("success"), isError, ofUser);
                break;
            case JValue value:
                Settle(user, null, value, isError, ofUser);
                break;
        }
    }

    private void Settle(long user, long? project, JToken said, bool isError, IReadOnlyList<ProcoreErrorMessage>? ofUser = null)
    {
        var entry = said as JObject;
        var messages = said is not JContainer ? [] : isError ? ReasonsOf(said) : MessagesOf(said);
        // A text that isn't known to mean success is a reason, unless it stands beside others that say so.
        var status = entry is not null ? SaidBy(entry)
            : Text(said) is not { } text ? null
            : Successes.Contains(text) ? ProjectStatus.Done
            : Promises.Contains(text) ? ProjectStatus.Accepted
            : ProjectStatus.Refused;
        if (isError || messages.Count > 0 || ofUser is { Count: > 0 } || status is ProjectStatus.Refused or ProjectStatus.Unmentioned)
        {
            var reasons = new List<ProcoreErrorMessage>(messages);
            if (entry is null && status is ProjectStatus.Refused)
                reasons.Add(new ProcoreErrorMessage(null, Text(said)!));
            else if (entry is not null && status is ProjectStatus.Refused or ProjectStatus.Unmentioned)
                reasons.AddRange(WordsOf(entry!));
            reasons.AddRange(ofUser ?? []);
            Add(user, project, new ProjectItemResult(ProjectStatus.Refused, reasons));
        }
        else if (status is ProjectStatus.Done or ProjectStatus.Accepted)
        {
            Add(user, project, status is ProjectStatus.Accepted ? ProjectItemResult.Accepted : ProjectItemResult.Done);
        }
        else if (status is null && entry is { HasValues: true } && entry.Properties().All(property => Details.Contains(property.Name)))
        {
            Add(user, project, ProjectItemResult.Done);
        }
        else
        {
            Add(user, project, NotUnderstood(said));
        }
    }

    /// <summary>If two results contradict each other, a refusal stands with the reasons of both, then a doubt.</summary>
    private void Add(long user, long? project, ProjectItemResult result)
    {
        if (_results.TryGetValue((user, project), out var other) && (other.Status == ProjectStatus.Refused || (other.Status == ProjectStatus.Unmentioned && result.Status != ProjectStatus.Refused)))
            result = new ProjectItemResult(other.Status, [.. other.Errors, .. result.Errors]);
        _results[(user, project)] = result;
    }

    /// <summary>The messages of an error, which may stand by the field that they are about.</summary>
    private static List<ProcoreErrorMessage> ReasonsOf(JToken token)
    {
        var messages = MessagesOf(token);
        if (messages.Count > 0 || token is not JObject entry)
            return messages;
        foreach (var property in entry.Properties().Where(property => !Details.Contains(property.Name) && Number(property.Name) is null))
            ErrorBody.Gather(property.Value, property.Name is "base" ? null : property.Name, messages);
        return messages;
    }

    private static List<ProcoreErrorMessage> MessagesOf(JToken token)
    {
        var messages = new List<ProcoreErrorMessage>();
        if (token is not JObject entry)
        {
            ErrorBody.Gather(token, null, messages);
            return messages;
        }
        foreach (var name in (string[])["message", "messages", "error", "errors", "reason", "reasons", "details"])
        {
            if (entry[name] is { } said)
                ErrorBody.Gather(said, null, messages);
        }
        return messages;
    }

    private static long? Number(JObject entry, params string[] names) =>
        names.Select(name => entry[name] is JValue value ? Number(value) : null).FirstOrDefault(number => number is not null);

    private static long? Number(JValue value) => value.Value is null ? null : Number(Text(value)!);

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JToken? token) =>
        token is JValue { Value: not null } value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) : null;

    private sealed class ProjectItemResult(ProjectStatus status, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        public static readonly ProjectItemResult Done = new(ProjectStatus.Done, []);
        public static readonly ProjectItemResult Accepted = new(ProjectStatus.Accepted, []);

        public ProjectStatus Status { get; } = status;

        public IReadOnlyList<ProcoreErrorMessage> Errors { get; } = errors;
    }
}
