using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.DirectorySync;

/// <summary>Reads and writes plans, and the changes that a journal keeps, as JSON.</summary>
internal static class PlanJson
{
    private const int Version = 2;

    public static string Write(DirectoryPlan plan)
    {
        var header = plan.Header;
        return new JObject
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
            ["protected_ids"] = new JArray(header.ProtectedIds),
            ["witness_ids"] = new JArray(header.WitnessIds),
            ["changes"] = new JArray(plan.Changes.Select(Write)),
            ["unchanged"] = new JArray(plan.Unchanged),
            ["skipped"] = new JArray(plan.Skipped.Select(skipped => new JObject { ["reason"] = skipped.Reason.ToString(), ["person"] = Write(skipped.Person) })),
            ["conflicts"] = new JArray(plan.Conflicts.Select(conflict => new JObject
            {
                ["reason"] = conflict.Reason.ToString(),
                ["message"] = conflict.Message,
                ["people"] = new JArray(conflict.People.Select(Write)),
                ["users"] = new JArray(conflict.Users.Select(Write)),
            })),
            ["unlinked"] = new JArray(plan.Unlinked.Select(Write)),
            ["warnings"] = new JArray(plan.Warnings),
        }.ToString(Formatting.Indented);
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
            IsUnlinkedAccepted = Value(plan["unlinked_accepted"]) is true,
            UnchangedMemberships = Count(plan, "unchanged_memberships") ?? 0,
        };
        return new DirectoryPlan(
            header,
            [.. Objects(plan, "changes").Select(ReadChange)],
            Ids(plan, "unchanged"),
            [.. Objects(plan, "skipped").Select(skipped => new SkippedPerson(ReadPerson(skipped), Name<SkipReason>(skipped, "reason")))],
            [.. Objects(plan, "conflicts").Select(conflict => new PlanConflict(
                Name<ConflictReason>(conflict, "reason"),
                Text(conflict, "message") ?? throw Missing(conflict, "message"),
                [.. Objects(conflict, "people").Select(ReadReference)],
                [.. Objects(conflict, "users").Select(ReadReference)]))],
            [.. Objects(plan, "unlinked").Select(ReadReference)],
            Texts(plan, "warnings"));
    }

    public static JObject Parse(string json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
            var value = JObject.Load(reader);
            return reader.Read() ? throw new FormatException("Text follows the JSON object. The file is damaged.") : value;
        }
        catch (JsonException exception)
        {
#pragma warning disable MA0054 // The cause's message may hold personal data.
            throw new FormatException(FormattableString.Invariant($"The text isn't a JSON object or is cut off: the error is in line {(exception as JsonReaderException)?.LineNumber ?? 1}."));
#pragma warning restore MA0054
        }
    }

    public static JObject Write(DirectoryChange change) => change.Membership is { } membership ? MembershipJson.Write(change.Person, membership) : new()
    {
        ["kind"] = change.Kind.ToString(),
        ["person"] = Write(change.Person),
        ["updated_at"] = change.UpdatedAt is { } time ? Time(time) : null,
        ["fields"] = new JArray(change.Fields.Select(Write)),
        ["restored_access"] = change.RestoredAccess is { } access ? Write(access) : null,
    };

    public static DirectoryChange ReadChange(JObject change)
    {
        var kind = Name<ChangeKind>(change, "kind");
        var person = ReadPerson(change);
        if (person.UserId is null && kind != ChangeKind.Create)
            throw Missing(change, "person.user_id");
        if (kind is ChangeKind.AddToProject or ChangeKind.ChangeOnProject or ChangeKind.RemoveFromProject)
            return MembershipJson.Read(change, person, kind);
        return new DirectoryChange(kind, person, ReadTime(change, "updated_at"), [.. Objects(change, "fields").Select(ReadField)], ReadAccess(change["restored_access"]));
    }

    private static JObject Write(RestoredAccess access) => new()
    {
        ["default_permission_template_id"] = access.DefaultPermissionTemplateId,
        ["default_permission_template"] = access.DefaultPermissionTemplate,
        ["company_permission_template_id"] = access.CompanyPermissionTemplateId,
        ["company_permission_template"] = access.CompanyPermissionTemplate,
    };

    private static RestoredAccess? ReadAccess(JToken? token) => token switch
    {
        null or { Type: JTokenType.Null } => null,
        JObject access => new RestoredAccess(
            Number(access, "default_permission_template_id"),
            Text(access, "default_permission_template"),
            Number(access, "company_permission_template_id"),
            Text(access, "company_permission_template")),
        _ => throw Wrong(token),
    };

    private static JObject Write(FieldChange field)
    {
        var json = new JObject { ["field"] = field.Name };
        if (field.IsOldKnown)
            json["old"] = new JValue(field.Old);
        json["new"] = new JValue(field.New);
        return json;
    }

    private static FieldChange ReadField(JObject json)
    {
        var name = Text(json, "field") ?? throw Missing(json, "field");
        _ = SyncField.Find(name) ?? throw Wrong(json["field"]!);
        return new FieldChange(name, Value(json["old"]), Value(json["new"] ?? throw Missing(json, "new")), json.ContainsKey("old"));
    }

    public static JObject Write(PersonReference person) => new()
    {
        ["user_id"] = person.UserId,
        ["position"] = person.Position,
        ["origin_id"] = person.OriginId,
        ["name"] = person.Name,
        ["email_address"] = person.EmailAddress,
    };

    private static PersonReference ReadPerson(JObject parent) => ReadReference(parent["person"] as JObject ?? throw Missing(parent, "person"));

    private static PersonReference ReadReference(JObject person) => new(
        Number(person, "user_id"),
        Number(person, "position"),
        Text(person, "origin_id"),
        Text(person, "name"),
        Text(person, "email_address"));

    public static object? Value(JToken? token) => token switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue { Value: string or long or bool } value => value.Value,
        _ => throw Wrong(token),
    };

    public static string? Text(JObject parent, string name) => Value(parent[name]) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(parent[name]!),
    };

    public static long? Number(JObject parent, string name) => Value(parent[name]) switch
    {
        null => null,
        long number => number,
        _ => throw Wrong(parent[name]!),
    };

    public static IEnumerable<JObject> Objects(JObject parent, string name) =>
        (parent[name] as JArray ?? throw Missing(parent, name)).Select(item => item as JObject ?? throw Wrong(item));

    public static T Name<T>(JObject parent, string name)
        where T : struct, Enum =>
        Text(parent, name) is { } text && typeof(T).GetEnumNames().Contains(text, StringComparer.Ordinal) && Enum.TryParse<T>(text, out var value) ? value : throw Missing(parent, name);

    private static int? Count(JObject parent, string name) => Number(parent, name) switch
    {
        null => null,
        { } number when number is >= 0 and <= int.MaxValue => (int)number,
        _ => throw Wrong(parent[name]!),
    };

    private static IReadOnlyList<string> Texts(JObject parent, string name) =>
        [.. (parent[name] as JArray ?? throw Missing(parent, name)).Select(item => Value(item) as string ?? throw Wrong(item))];

    private static IReadOnlyList<long> Ids(JObject parent, string name) =>
        [.. (parent[name] as JArray ?? throw Missing(parent, name)).Select(item => Value(item) as long? ?? throw Wrong(item))];

    public static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadTime(JObject parent, string name) => Text(parent, name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
        _ => throw Wrong(parent[name]!),
    };

    public static FormatException Missing(JObject parent, string name) => new($"The text was changed or is damaged: '{name}' is missing or unknown at '{parent.Path}'.");

    public static FormatException Wrong(JToken token) => new($"The text was changed or is damaged: the value at '{token.Path}' is impossible.");
}
