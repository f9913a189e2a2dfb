using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>The outcomes of a bulk request's items, in the shapes that Procore uses.</summary>
internal sealed class BulkOutcomes
{
    private readonly List<(MembershipItem Item, string? Problem)> _outcomes;

    private BulkOutcomes(IEnumerable<(MembershipItem Item, string? Problem)> outcomes) => _outcomes = [.. outcomes];

    public BulkOutcomes Successes => new(_outcomes.Where(outcome => outcome.Problem == null));

    public BulkOutcomes Failures => new(_outcomes.Where(outcome => outcome.Problem != null));

    public bool Any => _outcomes.Count > 0;

    /// <summary>Applies the items one after another; each succeeds or fails on its own.</summary>
    public static BulkOutcomes Of(AuthorizedRequest request, IEnumerable<MembershipItem> items, MembershipChange change) =>
        new(items.Select(item => (item, request.Company.MembershipRegister.Apply(item, change))));

    /// <summary><c>{"user id": {"project id": "success"}}</c>, with a message instead of <c>success</c> for a failure.</summary>
    public JObject ToMap() =>
        new(_outcomes.GroupBy(outcome => outcome.Item.UserId).Select(user => new JProperty(Key(user.Key), Projects(user))));

    /// <summary>The map with an object for each user: <c>[{"user id": {"project id": "success"}}]</c>.</summary>
    public JArray ToMaps() => Split(ToMap());

    /// <summary><c>[{"userId": "user id", "projects": [{"project id": "success"}]}]</c>.</summary>
    public JArray ToEntities() =>
        [.. ToMap().Properties().Select(user => new JObject { ["userId"] = user.Name, ["projects"] = Split((JObject)user.Value) })];

    private static JObject Projects(IEnumerable<(MembershipItem Item, string? Problem)> outcomes)
    {
        var projects = new JObject();
        foreach (var (item, problem) in outcomes)
            projects[Key(item.ProjectId)] = problem ?? "success";
        return projects;
    }

    private static JArray Split(JObject map) => [.. map.Properties().Select(entry => new JObject(entry))];

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
