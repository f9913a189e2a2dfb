using System.Globalization;
using Procore.Generated.Errors;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Reads the result for each user and project. The shapes of responses: a map of users to maps of projects to a text; <c>entities</c> and
/// <c>errors</c> with objects that have <c>userId</c> and <c>projects</c>, or keyed by user id; each inside <c>data</c> or not.
/// </summary>
internal sealed class ProjectResponseReader
{
    /// <summary>How a code or a message says that the user isn't on the project. Procore documents neither.</summary>
    private static readonly string[] AbsenceWords =
    [
        "not on project", "not on the project", "not on this project", "not in project", "not in the project", "not in this project",
        "not a member of the project", "not a member of this project", "not a project member", "not assigned to the project", "not assigned to this project",
    ];

    /// <summary>Properties that say nothing about the result.</summary>
    private static readonly HashSet<string> Details = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "projectId", "project_id", "userId", "user_id", "name", "projects", "status", "result", "success",
        "permissionTemplateId", "permission_template_id", "projectRoleIds", "project_role_ids",
    };

    private static readonly IReadOnlyList<ProcoreErrorMessage> WithoutWords = [new ProcoreErrorMessage(null, "Procore refused the item without saying why.")];

    private readonly Dictionary<(long User, long? Project), ProjectItemResult> _results = [];
    private readonly List<ProcoreErrorMessage> _general = [];

    /// <summary>What the response says of the whole request, if that isn't a success.</summary>
    private ProcoreErrorMessage? _contradiction;

    private ProjectResponseReader()
    {
    }

    /// <returns>An outcome for each item, in the order in which they were sent.</returns>
    public static IReadOnlyList<ProjectOutcome> Match(IReadOnlyList<PositionedItem<ProjectMember>> sent, ProjectReply reply, bool isRemoval)
    {
        var answer = new ProjectResponseReader();
        if (reply.Body is { } body)
            answer.Read(Folded(body), isError: false);
        var outcomes = sent.Select(entry => answer.OutcomeOf(entry, isAccepted: reply.StatusCode == 202)).ToList();
        // If every item has a result, an error that names no item may be about all of them.
        if (answer._general.Count > 0 && outcomes.TrueForAll(outcome => outcome.Status is ProjectChangeStatus.Applied or ProjectChangeStatus.Accepted))
            outcomes = outcomes.ConvertAll(outcome => new ProjectOutcome(outcome.Position, outcome.Member, ProjectChangeStatus.Unmentioned, [.. outcome.Errors, .. answer._general]));
        return isRemoval ? [.. outcomes.Select(WithNotOnProject)] : [.. outcomes];
    }

    /// <summary>
    /// A 404 doesn't tell: it is also the answer about a project that the caller can't see. If any reason is another one, the refusal stays.
    /// </summary>
    private static ProjectOutcome WithNotOnProject(ProjectOutcome outcome) =>
        outcome is { Status: ProjectChangeStatus.Refused, Errors.Count: > 0 } && outcome.Errors.All(error => (SaysNotOnProject(error.Code) || SaysNotOnProject(error.Message)) && error.Message.IndexOf("permission", StringComparison.OrdinalIgnoreCase) < 0)
            ? new ProjectOutcome(outcome.Position, outcome.Member, ProjectChangeStatus.NotOnProject, outcome.Errors)
            : outcome;

    private static bool SaysNotOnProject(string? text) =>
        text?.Replace('_', ' ').Replace("isn't", "is not") is { } words && AbsenceWords.Any(absence => words.IndexOf(absence, StringComparison.OrdinalIgnoreCase) >= 0);

    private ProjectOutcome OutcomeOf(PositionedItem<ProjectMember> entry, bool isAccepted)
    {
        var member = entry.Item;
        var ofUser = _results.TryGetValue((member.UserId, null), out var found) ? found : null;
        var ofProject = _results.TryGetValue((member.UserId, member.ProjectId), out found) ? found : null;
        // The result of the user takes precedence over a success on the project.
        var result = ofUser is { Status: ProjectChangeStatus.Refused } && ofProject is not { Status: ProjectChangeStatus.Refused } ? ofUser
            : ofUser is { Status: ProjectChangeStatus.Unmentioned } && ofProject is not { Status: ProjectChangeStatus.Refused } ? ofUser
            : ofProject ?? ofUser;
        if (result is { Status: ProjectChangeStatus.Applied or ProjectChangeStatus.Accepted } && _contradiction is { } contradiction)
            result = new ProjectItemResult(ProjectChangeStatus.Unmentioned, [contradiction]);
        if (result is not null)
            return new ProjectOutcome(entry.Position, member, result.Status, result is { Status: ProjectChangeStatus.Refused, Errors.Count: 0 } ? WithoutWords : result.Errors);
        return isAccepted && _general.Count == 0
            ? new ProjectOutcome(entry.Position, member, ProjectChangeStatus.Accepted, [])
            : new ProjectOutcome(entry.Position, member, ProjectChangeStatus.Unmentioned, [new ProcoreErrorMessage(null, "Procore's response doesn't mention this item."), .. _general]);
    }

    private void Read(object? value, bool isError)
    {
        switch (value)
        {
            case List<object?> list:
                foreach (var item in list)
                    Read(item, isError);
                break;
            case Dictionary<string, object?> body when body.At("data") is { } data:
                ReadDecision(body);
                Read(data, isError);
                ReadLists(body);
                break;
            case Dictionary<string, object?> entry when Number(entry, "userId", "user_id") is { } user:
                ReadUser(user, entry, isError);
                break;
            case Dictionary<string, object?> body when body.At("entities") is not null || body.At("errors") is not null:
                ReadDecision(body);
                ReadLists(body);
                break;
            case Dictionary<string, object?> map:
                if (!isError)
                    ReadDecision(map);
                foreach (var property in map)
                {
                    if (Number(property.Key) is { } key)
                        ReadProjects(key, property.Value, isError);
                    else if (isError || property.Key is "error")
                        ErrorBody.Gather(property.Value, property.Key is "message" or "base" ? null : property.Key, _general);
                }
                break;
            default:
                if (isError)
                    ErrorBody.Gather(value, null, _general);
                break;
        }
    }

    /// <summary>The same with names that are the same in any case, at every depth.</summary>
    private static object? Folded(object? value)
    {
        if (value is List<object?> list)
            return list.ConvertAll(Folded);
        if (value is not Dictionary<string, object?> map)
            return value;
        var folded = map.WithFoldedNames();
        foreach (var name in folded.Keys.ToList())
            folded[name] = Folded(folded[name]);
        return folded;
    }

    /// <summary>Notes that the whole response, apart from its lists, isn't a success.</summary>
    private void ReadDecision(Dictionary<string, object?> body)
    {
        var said = body.WithFoldedNames((name, _) => !name.Equals("errors", StringComparison.OrdinalIgnoreCase));
        var hasErrors = body.At("errors") is List<object?> { Count: > 0 } or Dictionary<string, object?> { Count: > 0 } && body.At("entities") is not null;
        var verdict = StatedResult.VerdictOf(hasErrors ? StatedResult.WithoutSummary(said) : said, isUser: false, hasContent: true);
        if (verdict.Meaning is StatedResult.Meaning.Success or StatedResult.Meaning.Promise || _contradiction is not null)
            return;
        var words = string.Join(", ", WordsOf(said).Concat(StatedResult.MessagesIn(said)).Select(word => word.Message));
        _contradiction = new ProcoreErrorMessage(null, $"Procore's response as a whole isn't a success{(words.Length > 0 ? $": {words}" : string.Empty)}.") { IsEcho = true };
        _general.Add(_contradiction);
    }

    private void ReadLists(Dictionary<string, object?> body)
    {
        if (body.At("entities") is { } entities)
            Read(entities, isError: false);
        // An item without a word is refused too.
        if (body.At("errors") is { } errors && (!StatedResult.SaysNothing(errors) || errors is List<object?> || (errors is Dictionary<string, object?> map && map.Keys.Any(key => Number(key) is not null))))
            Read(errors, isError: true);
    }

    private void ReadUser(long user, Dictionary<string, object?> entry, bool isError)
    {
        if (Number(entry, "projectId", "project_id") is { } project)
        {
            Settle(user, project, entry, isError);
            return;
        }
        var (said, ofUser) = isError ? (SaidBy(entry), MessagesOf(entry)) : Judge(entry);
        var projects = entry.At("projects") is { } listed and (List<object?> { Count: > 0 } or Dictionary<string, object?> { Count: > 0 }) ? listed : entry.Any(property => Number(property.Key) is not null) ? entry : null;
        if (projects is not null)
            ReadProjects(user, projects, isError, ofUser);
        if (ofUser.Count > 0 && (projects is null || said is ProjectChangeStatus.Refused))
            Add(user, null, new ProjectItemResult(ProjectChangeStatus.Refused, ofUser));
        else if (isError && projects is null)
            Add(user, null, new ProjectItemResult(ProjectChangeStatus.Refused, ReasonsOf(entry)));
        else if (said is ProjectChangeStatus.Unmentioned && !isError)
            Add(user, null, NotUnderstood(entry));
        else if (projects is null && said is ProjectChangeStatus.Accepted)
            Add(user, null, ProjectItemResult.Accepted);
        else if (projects is null && !entry.ContainsKey("projects") && AreDetails(entry, said))
            Add(user, null, ProjectItemResult.Applied);
        else if (projects is null && !entry.ContainsKey("projects") && !isError)
            Add(user, null, NotUnderstood(entry));
    }

    /// <summary>What an entry that isn't among the errors says of its result: with errors it is a refusal, and a message of failure contradicts a success.</summary>
    private static (ProjectChangeStatus? Said, List<ProcoreErrorMessage> Errors) Judge(Dictionary<string, object?> entry)
    {
        var said = SaidBy(entry);
        var errors = StatedResult.ErrorsIn(entry);
        foreach (var name in (string[])["reasons", "details"])
        {
            if (entry.At(name) is { } reasons)
                ErrorBody.Gather(reasons, null, errors);
        }
        var messages = StatedResult.MessagesIn(entry).Skip(StatedResult.ErrorsIn(entry).Count).ToList();
        if (said is ProjectChangeStatus.Refused)
            return (said, [.. errors, .. messages, .. WordsOf(entry)]);
        if (errors.Count > 0)
            return (said, [.. errors, .. messages]);
        if (!messages.Exists(message => StatedResult.IsBadNews(message.Message)))
            return (said, []);
        return said is null ? (said, messages) : (ProjectChangeStatus.Unmentioned, []);
    }

    /// <summary>Whether the properties say nothing of the result, or that it is a success. Messages of failure were found before.</summary>
    private static bool AreDetails(Dictionary<string, object?> entry, ProjectChangeStatus? said) => entry.All(property =>
        Details.Contains(property.Key)
        || (StatedResult.IsMessage(property.Key) && (said is ProjectChangeStatus.Applied || StatedResult.SaysNothing(property.Value) || StatedResult.IsGoodNews(PlainJson.TextOf(property.Value)))));

    /// <summary>
    /// The result that <c>status</c>, <c>result</c> and <c>success</c> of an entry have together; null if it has none of them. All that are present
    /// must report success. <see cref="ProjectChangeStatus.Unmentioned" /> means that a value isn't understood.
    /// </summary>
    private static ProjectChangeStatus? SaidBy(Dictionary<string, object?> entry)
    {
        List<StatedResult.Meaning> said = [.. StatedResult.Properties.Where(name => entry.At(name) is not null).Select(name => StatedResult.Of(entry[name]))];
        if (said.Count == 0)
            return StatedResult.Properties.Any(entry.ContainsKey) ? ProjectChangeStatus.Unmentioned : null;
        return said.Contains(StatedResult.Meaning.Failure) ? ProjectChangeStatus.Refused
            : said.Contains(StatedResult.Meaning.Unknown) ? ProjectChangeStatus.Unmentioned
            : said.Contains(StatedResult.Meaning.Promise) ? ProjectChangeStatus.Accepted
            : ProjectChangeStatus.Applied;
    }

    private static IEnumerable<ProcoreErrorMessage> WordsOf(Dictionary<string, object?> entry) => StatedResult.Properties
        .Select(name => PlainJson.TextOf(entry.At(name)))
        .Where(text => text is not null && StatedResult.Of(text) != StatedResult.Meaning.Success)
        .Select(text => new ProcoreErrorMessage(null, text!));

    private static ProjectItemResult NotUnderstood(object? said) =>
        new(ProjectChangeStatus.Unmentioned, [new ProcoreErrorMessage(null, "Procore's response about this item has an unknown result: " + JsonText.WriteReceived(said)) { IsEcho = true }]);

    private void ReadProjects(long user, object? projects, bool isError, IReadOnlyList<ProcoreErrorMessage>? ofUser = null)
    {
        switch (projects)
        {
            case List<object?> list:
                foreach (var item in list)
                    ReadProjects(user, item, isError, ofUser);
                break;
            case Dictionary<string, object?> entry when Number(entry, "projectId", "project_id", "id") is { } project:
                Settle(user, project, entry, isError, ofUser);
                break;
            case Dictionary<string, object?> map:
                foreach (var property in map)
                {
                    if (Number(property.Key) is { } project)
                        Settle(user, project, property.Value, isError, ofUser);
                }
                if (isError && ReasonsOf(map) is { Count: > 0 } reasons)
                    Add(user, null, new ProjectItemResult(ProjectChangeStatus.Refused, reasons));
                break;
            case not null when Number(projects) is { } project:
                Settle(user, project, "success", isError, ofUser);
                break;
            default:
                Settle(user, null, projects, isError, ofUser);
                break;
        }
    }

    private void Settle(long user, long? project, object? said, bool isError, IReadOnlyList<ProcoreErrorMessage>? ofUser = null)
    {
        var entry = said as Dictionary<string, object?>;
        var (status, messages) = entry is not null && !isError ? Judge(entry)
            : said is List<object?> or Dictionary<string, object?> ? (entry is null ? null : SaidBy(entry), isError ? ReasonsOf(said) : MessagesOf(said))
            : (PlainJson.TextOf(said) is { } text ? StatusOf(text) : null, []);
        // An unknown text is the reason of a failure, also as the status of a project.
        if (status is ProjectChangeStatus.Unmentioned && SaidBy(entry!) is ProjectChangeStatus.Unmentioned)
            messages.AddRange(WordsOf(entry!));
        if (isError || messages.Count > 0 || ofUser is { Count: > 0 } || status is ProjectChangeStatus.Refused)
        {
            var reasons = new List<ProcoreErrorMessage>(messages);
            if (entry is null && status is ProjectChangeStatus.Refused)
                reasons.Add(new ProcoreErrorMessage(null, PlainJson.TextOf(said)!));
            else if (entry is not null && isError && status is not ProjectChangeStatus.Unmentioned)
                reasons.AddRange(WordsOf(entry));
            reasons.AddRange(ofUser ?? []);
            Add(user, project, new ProjectItemResult(ProjectChangeStatus.Refused, reasons));
        }
        else if (status is ProjectChangeStatus.Applied or ProjectChangeStatus.Accepted)
        {
            Add(user, project, status is ProjectChangeStatus.Accepted ? ProjectItemResult.Accepted : ProjectItemResult.Applied);
        }
        else if (status is null && entry is { Count: > 0 } && AreDetails(entry, said: null))
        {
            Add(user, project, ProjectItemResult.Applied);
        }
        else
        {
            Add(user, project, NotUnderstood(said));
        }
    }

    private static ProjectChangeStatus StatusOf(string text) => StatedResult.Of(text) switch
    {
        StatedResult.Meaning.Success => ProjectChangeStatus.Applied,
        StatedResult.Meaning.Promise => ProjectChangeStatus.Accepted,
        _ => ProjectChangeStatus.Refused,
    };

    /// <summary>If two results differ, a refusal with the reasons of both takes precedence, then an unknown result.</summary>
    private void Add(long user, long? project, ProjectItemResult result)
    {
        if (_results.TryGetValue((user, project), out var other) && (other.Status == ProjectChangeStatus.Refused || (other.Status == ProjectChangeStatus.Unmentioned && result.Status != ProjectChangeStatus.Refused)))
            result = new ProjectItemResult(other.Status, [.. other.Errors, .. result.Errors]);
        _results[(user, project)] = result;
    }

    /// <summary>The messages of an error, which may be keyed by field.</summary>
    private static List<ProcoreErrorMessage> ReasonsOf(object? value)
    {
        var messages = MessagesOf(value);
        if (messages.Count > 0 || value is not Dictionary<string, object?> entry)
            return messages;
        foreach (var property in entry.Where(property => !Details.Contains(property.Key) && Number(property.Key) is null))
            ErrorBody.Gather(property.Value, property.Key is "base" ? null : property.Key, messages);
        return messages;
    }

    private static List<ProcoreErrorMessage> MessagesOf(object? value)
    {
        var messages = new List<ProcoreErrorMessage>();
        if (value is not Dictionary<string, object?> entry)
        {
            ErrorBody.Gather(value, null, messages);
            return messages;
        }
        foreach (var name in (string[])["message", "messages", "error", "errors", "reason", "reasons", "details"])
        {
            if (entry.At(name) is { } said)
                ErrorBody.Gather(said, null, messages);
        }
        return messages;
    }

    private static long? Number(Dictionary<string, object?> entry, params string[] names) =>
        names.Select(name => Number(entry.At(name))).FirstOrDefault(number => number is not null);

    private static long? Number(object? value) =>
        PlainJson.TextOf(value) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class ProjectItemResult(ProjectChangeStatus status, IReadOnlyList<ProcoreErrorMessage> errors)
    {
        public static readonly ProjectItemResult Applied = new(ProjectChangeStatus.Applied, []);
        public static readonly ProjectItemResult Accepted = new(ProjectChangeStatus.Accepted, []);

        public ProjectChangeStatus Status { get; } = status;

        public IReadOnlyList<ProcoreErrorMessage> Errors { get; } = errors;
    }
}
