using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects and removes them, in bulk (v1.x); each item succeeds or fails for itself.</summary>
internal static class ProjectMemberships
{
    private const string Success = "success";

    public static Answer BulkAdd(Call call) =>
        Apply(call, item => call.Company.AddToProject(item.UserId, item.ProjectId, item.TemplateId));

    public static Answer BulkRemove(Call call) =>
        Apply(call, item => call.Company.RemoveFromProject(item.UserId, item.ProjectId));

    private static Answer Apply(Call call, Func<Item, string?> apply)
    {
        // Every item is read before any is applied: a malformed one refuses the request whole.
        var items = call.Required<JArray>("users").Select(Read).ToList();
        var outcomes = items.ConvertAll(item => new Outcome(Key(item.UserId), Key(item.ProjectId), apply(item) ?? Success));
        return call.Operation.Answers(207) ? Entities(outcomes) : Answer.Ok(ByUser(outcomes));
    }

    /// <summary>What v1.3 answers to an addition: 200 where all went well, else 207 with the errors apart.</summary>
    private static Answer Entities(List<Outcome> outcomes)
    {
        var failed = outcomes.Where(outcome => outcome.Message != Success).ToList();
        if (failed.Count > 0)
        {
            return new Answer((HttpStatusCode)207, new JObject
            {
                ["entities"] = List(ByUser(outcomes.Except(failed))),
                ["errors"] = List(ByUser(failed)),
            });
        }

        var entities = ByUser(outcomes).Properties().Select(user => new JObject { ["userId"] = user.Name, ["projects"] = List((JObject)user.Value) });
        return Answer.Ok(new JObject { ["entities"] = new JArray(entities) });
    }

    private static JObject ByUser(IEnumerable<Outcome> outcomes) =>
        new(outcomes.GroupBy(outcome => outcome.User, StringComparer.Ordinal).Select(user => new JProperty(user.Key, ByProject(user))));

    private static JObject ByProject(IEnumerable<Outcome> outcomes)
    {
        var projects = new JObject();
        foreach (var outcome in outcomes)
            projects[outcome.Project] = outcome.Message;
        return projects;
    }

    private static JArray List(JObject map) => [.. map.Properties().Select(entry => new JObject(entry))];

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static Item Read(JToken token)
    {
        var item = token as JObject ?? throw Refusal.BadRequest("The parameter users holds something that is not an object.");
        return new Item(
            Id(item, "user_id") ?? throw Refusal.BadParameter("user_id", "is missing"),
            Id(item, "project_id") ?? throw Refusal.BadParameter("project_id", "is missing"),
            Id(item, "permission_template_id"));
    }

    private static long? Id(JObject item, string name) => item[name] switch
    {
        null or JValue { Value: null } => null,
        JValue { Value: long id } => id,
        JValue { Value: string text } when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw Refusal.BadParameter(name, "is not an id"),
    };

    private sealed record Item(long UserId, long ProjectId, long? TemplateId);

    private sealed record Outcome(string User, string Project, string Message);
}
