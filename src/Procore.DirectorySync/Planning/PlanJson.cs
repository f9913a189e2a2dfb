using System.Globalization;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Procore.CompanyUsers;
using Procore.Shared;

namespace Procore.DirectorySync;

/// <summary>Reads and writes plans, and the changes that a journal keeps, as JSON.</summary>
internal static class PlanJson
{
    private const int Version = 2;

    public static string Write(DirectoryPlan plan)
    {
        var header = plan.Header;
        return JsonTree.Write(new JsonObject
        {
            ["directory_plan"] = Version,
            ["company_id"] = header.CompanyId,
            ["api_host"] = header.ApiHost,
            ["planned_at"] = Time(header.PlannedAt),
            ["scope"] = header.Scope,
            ["wanted"] = header.Wanted,
            ["in_scope"] = header.InScope,
            ["max_creations"] = header.Limits.Creations,
            ["max_reactivations"] = header.Limits.Reactivations,
            ["max_updates"] = header.Limits.Updates,
            ["max_deactivations"] = header.Limits.Deactivations,
            ["max_identity_changes"] = header.Limits.IdentityChanges,
            ["max_changes"] = header.Limits.Changes,
            ["max_additions"] = header.Limits.Memberships?.Additions,
            ["max_project_changes"] = header.Limits.Memberships?.Changes,
            ["max_removals"] = header.Limits.Memberships?.Removals,
            ["unchanged_memberships"] = header.UnchangedMemberships,
            ["batch_size"] = header.BatchSize,
            ["undoes"] = header.UndoneRun,
            ["unlinked_accepted"] = header.IsUnlinkedAccepted,
            ["protected_ids"] = Array(header.ProtectedIds.Select(id => (JsonNode?)id)),
            ["witness_ids"] = Array(header.WitnessIds.Select(id => (JsonNode?)id)),
            ["changes"] = Array(plan.Changes.Select(Write)),
            ["unchanged"] = Array(plan.Unchanged.Select(id => (JsonNode?)id)),
            ["skipped"] = Array(plan.Skipped.Select(skipped => new JsonObject { ["reason"] = skipped.Reason.ToString(), ["person"] = Write(skipped.Person) })),
            ["conflicts"] = Array(plan.Conflicts.Select(conflict => new JsonObject
            {
                ["reason"] = conflict.Reason.ToString(),
                ["message"] = conflict.Message,
                ["project_id"] = conflict.ProjectId,
                ["people"] = Array(conflict.People.Select(Write)),
                ["users"] = Array(conflict.Users.Select(Write)),
            })),
            ["unlinked"] = Array(plan.Unlinked.Select(Write)),
            ["warnings"] = Array(plan.Warnings.Select(warning => (JsonNode?)warning)),
            ["journal_cut_off"] = header.IsJournalCutOff,
            ["not_undone"] = Array(plan.NotUndone.Select(outcome => new JsonObject
            {
                ["status"] = outcome.Status.ToString(),
                ["message"] = outcome.Errors.Count > 0 ? outcome.Errors[0].Message : null,
                ["change"] = Write(outcome.Change),
            })),
        }, Formatting.Indented);
    }

    public static DirectoryPlan Read(string json)
    {
        var plan = Parse(json);
        if ((long?)Number(plan, "directory_plan") is not Version)
            throw new FormatException("The text isn't a directory plan that this version can read. Plan again.");
        var header = new PlanHeader(
            ReadTime(plan, "planned_at") ?? throw Missing(plan, "planned_at"),
            Text(plan, "scope") ?? throw Missing(plan, "scope"),
            Count(plan, "wanted") ?? throw Missing(plan, "wanted"),
            Count(plan, "in_scope") ?? throw Missing(plan, "in_scope"),
            new PlanLimits
            {
                Creations = Count(plan, "max_creations") ?? throw Missing(plan, "max_creations"),
                Reactivations = Count(plan, "max_reactivations") ?? throw Missing(plan, "max_reactivations"),
                Updates = Count(plan, "max_updates") ?? throw Missing(plan, "max_updates"),
                Deactivations = Count(plan, "max_deactivations") ?? throw Missing(plan, "max_deactivations"),
                IdentityChanges = Count(plan, "max_identity_changes"),
                Changes = Count(plan, "max_changes"),
                Memberships = Count(plan, "max_additions") is not { } additions ? null : new MembershipLimits(
                    additions,
                    Count(plan, "max_project_changes") ?? throw Missing(plan, "max_project_changes"),
                    Count(plan, "max_removals") ?? throw Missing(plan, "max_removals")),
            },
            Ids(plan, "protected_ids"),
            Ids(plan, "witness_ids"))
        {
            CompanyId = Number(plan, "company_id") ?? throw Missing(plan, "company_id"),
            ApiHost = Text(plan, "api_host") ?? throw Missing(plan, "api_host"),
            BatchSize = Count(plan, "batch_size") is { } size and >= 1 and <= DirectorySyncOptions.MaxBatchSize ? size : throw Missing(plan, "batch_size"),
            UndoneRun = Text(plan, "undoes"),
            IsUnlinkedAccepted = Value(plan, "unlinked_accepted") is true,
            UnchangedMemberships = Count(plan, "unchanged_memberships") ?? 0,
            IsJournalCutOff = Value(plan, "journal_cut_off") is true,
            NotUndone = plan.ContainsKey("not_undone") ? [.. Objects(plan, "not_undone").Select(ReadOutcome)] : [],
        };
        var unchanged = Ids(plan, "unchanged");
        return new DirectoryPlan(
            header,
            ReadChanges(header, Objects(plan, "changes"), unchanged),
            unchanged,
            [.. Objects(plan, "skipped").Select(skipped => new SkippedPerson(ReadPerson(skipped), Name<SkipReason>(skipped, "reason")))],
            [.. Objects(plan, "conflicts").Select(conflict => new PlanConflict(
                Name<ConflictReason>(conflict, "reason"),
                Text(conflict, "message") ?? throw Missing(conflict, "message"),
                [.. Objects(conflict, "people").Select(ReadReference)],
                [.. Objects(conflict, "users").Select(ReadReference)])
            {
                ProjectId = Number(conflict, "project_id"),
            })],
            [.. Objects(plan, "unlinked").Select(ReadReference)],
            Texts(plan, "warnings"));
    }

    private static IReadOnlyList<DirectoryChange> ReadChanges(PlanHeader header, IEnumerable<JsonObject> changes, IReadOnlyList<long> unchanged)
    {
        var (read, problems) = (new List<DirectoryChange?>(), new List<string>());
        foreach (var change in changes)
        {
            try
            {
                read.Add(ReadChange(change));
            }
            catch (FormatException exception)
            {
                read.Add(null);
                problems.Add(exception.Message);
            }
        }
        return problems.Count == 0 ? [.. read.OfType<DirectoryChange>()] : throw new FormatException(PlanProblems.Message([.. problems, .. PlanProblems.Of(header, read, unchanged)]));
    }

    private static ChangeOutcome ReadOutcome(JsonObject outcome) => new(
        ReadChange(outcome["change"] as JsonObject ?? throw Missing(outcome, "change")),
        Name<ChangeStatus>(outcome, "status"),
        null,
        Text(outcome, "message") is { } message ? [new ProcoreErrorMessage(null, message)] : null);

    public static JsonObject Parse(string json)
    {
        try
        {
            return JsonTree.Read(json) as JsonObject ?? throw new JsonReaderException();
        }
        catch (JsonReaderException exception)
        {
#pragma warning disable MA0054 // The cause's message may hold personal data.
            throw new FormatException(FormattableString.Invariant($"The text isn't a JSON object or is cut off: the error is in line {Math.Max(exception.LineNumber, 1)}."));
#pragma warning restore MA0054
        }
    }

    public static JsonObject Write(DirectoryChange change) => change.Membership is { } membership ? MembershipJson.Write(change.Person, membership) : new()
    {
        ["kind"] = change.Kind.ToString(),
        ["person"] = Write(change.Person),
        ["updated_at"] = change.UpdatedAt is { } time ? Time(time) : null,
        ["fields"] = Array(change.Fields.Select(Write)),
        ["restored_access"] = change.RestoredAccess is { } access ? Write(access) : null,
    };

    public static DirectoryChange ReadChange(JsonObject change)
    {
        var kind = Name<ChangeKind>(change, "kind");
        var person = ReadPerson(change);
        if (person.UserId is null && kind != ChangeKind.Create)
            throw Missing(change, "person.user_id");
        if (kind is ChangeKind.AddToProject or ChangeKind.ChangeOnProject or ChangeKind.RemoveFromProject)
            return MembershipJson.Read(change, person, kind);
        return new DirectoryChange(kind, person, ReadTime(change, "updated_at"), [.. Objects(change, "fields").Select(ReadField)], ReadAccess(change));
    }

    private static JsonObject Write(RestoredAccess access)
    {
        var json = new JsonObject();
        if (access.DefaultPermissionTemplateId.TryGetValue(out var ofProjects))
            json["default_permission_template_id"] = ofProjects;
        json["default_permission_template"] = access.DefaultPermissionTemplate;
        if (access.CompanyPermissionTemplateId.TryGetValue(out var ofCompany))
            json["company_permission_template_id"] = ofCompany;
        json["company_permission_template"] = access.CompanyPermissionTemplate;
        return json;
    }

    private static RestoredAccess? ReadAccess(JsonObject change) => change["restored_access"] switch
    {
        null => null,
        JsonObject access => new RestoredAccess(
            OptionalNumber(access, "default_permission_template_id"),
            Text(access, "default_permission_template"),
            OptionalNumber(access, "company_permission_template_id"),
            Text(access, "company_permission_template")),
        _ => throw Wrong(change, "restored_access"),
    };

    private static Optional<long?> OptionalNumber(JsonObject json, string name) => json.ContainsKey(name) ? Number(json, name) : default(Optional<long?>);

    private static JsonObject Write(FieldChange field)
    {
        var json = new JsonObject { ["field"] = field.Name };
        if (field.IsOldKnown)
            json["old"] = JsonTree.Scalar(field.Old);
        json["new"] = JsonTree.Scalar(field.New);
        return json;
    }

    private static FieldChange ReadField(JsonObject json)
    {
        var name = Text(json, "field") ?? throw Missing(json, "field");
        _ = SyncField.Find(name) ?? throw Wrong(json, "field");
        return json.ContainsKey("new") ? new FieldChange(name, Value(json, "old"), Value(json, "new"), json.ContainsKey("old")) : throw Missing(json, "new");
    }

    public static JsonObject Write(PersonReference person) => new()
    {
        ["user_id"] = person.UserId,
        ["position"] = person.Position,
        ["origin_id"] = person.OriginId,
        ["name"] = person.Name,
        ["email_address"] = person.EmailAddress,
    };

    private static PersonReference ReadPerson(JsonObject parent) => ReadReference(parent["person"] as JsonObject ?? throw Missing(parent, "person"));

    private static PersonReference ReadReference(JsonObject person) => new(
        Number(person, "user_id"),
        Number(person, "position"),
        Text(person, "origin_id"),
        Text(person, "name"),
        Text(person, "email_address"));

    /// <returns>The text, number or boolean; null for null, and if there is no such property.</returns>
    public static object? Value(JsonObject parent, string name) => parent[name] is { } value ? JsonTree.ValueOf(value) ?? throw Wrong(parent, name) : null;

    public static string? Text(JsonObject parent, string name) => Value(parent, name) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(parent, name),
    };

    public static long? Number(JsonObject parent, string name) => Value(parent, name) switch
    {
        null => null,
        long number => number,
        _ => throw Wrong(parent, name),
    };

    public static IEnumerable<JsonObject> Objects(JsonObject parent, string name) =>
        Items(parent, name, item => item as JsonObject);

    private static IEnumerable<T> Items<T>(JsonObject parent, string name, Func<JsonNode?, T?> read) =>
        (parent[name] as JsonArray ?? throw Missing(parent, name)).Select((item, index) => read(item) ?? throw Wrong(parent, FormattableString.Invariant($"{name}[{index}]")));

    public static T Name<T>(JsonObject parent, string name)
        where T : struct, Enum =>
        Text(parent, name) is { } text && typeof(T).GetEnumNames().Contains(text, StringComparer.Ordinal) && Enum.TryParse<T>(text, out var value) ? value : throw Missing(parent, name);

    private static int? Count(JsonObject parent, string name) => Number(parent, name) switch
    {
        null => null,
        { } number when number is >= 0 and <= int.MaxValue => (int)number,
        _ => throw Wrong(parent, name),
    };

    private static IReadOnlyList<string> Texts(JsonObject parent, string name) =>
        [.. Items(parent, name, item => JsonTree.ValueOf(item) as string)];

    private static IReadOnlyList<long> Ids(JsonObject parent, string name) =>
        [.. Items(parent, name, item => JsonTree.ValueOf(item) as long?).Select(id => id!.Value)];

    public static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadTime(JsonObject parent, string name) => Text(parent, name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
        _ => throw Wrong(parent, name),
    };

    public static FormatException Missing(JsonObject parent, string name) => new($"The text was changed or is damaged: '{name}' is missing or unknown at '{Path(parent)}'.");

    public static FormatException Wrong(JsonObject parent, string name) =>
        new($"The text was changed or is damaged: the value at '{(Path(parent) is { Length: > 0 } path ? path + "." : "")}{name}' is impossible.");

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    /// <summary>Without the start, which is <c>$</c>.</summary>
    private static string Path(JsonNode node) => node.GetPath().TrimStart('$').TrimStart('.');
}
