using System.Globalization;
using System.Text.Json.Nodes;

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
    public JsonObject ToMap() => new(Users());

    /// <summary>The map with an object for each user: <c>[{"user id": {"project id": "success"}}]</c>.</summary>
    public JsonArray ToMaps() => Split(Users());

    /// <summary><c>[{"userId": "user id", "projects": [{"project id": "success"}]}]</c>.</summary>
    public JsonArray ToEntities() =>
        new([.. ByUser().Select(user => new JsonObject { ["userId"] = Key(user.Key), ["projects"] = Split(Projects(user)) })]);

    private IEnumerable<IGrouping<long, (MembershipItem Item, string? Problem)>> ByUser() => _outcomes.GroupBy(outcome => outcome.Item.UserId);

    private IEnumerable<KeyValuePair<string, JsonNode?>> Users() =>
        ByUser().Select(user => new KeyValuePair<string, JsonNode?>(Key(user.Key), new JsonObject(Projects(user))));

    /// <summary>Of a project that is named repeatedly, the last outcome counts.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Projects(IEnumerable<(MembershipItem Item, string? Problem)> outcomes) =>
        outcomes.GroupBy(outcome => outcome.Item.ProjectId).Select(project => new KeyValuePair<string, JsonNode?>(Key(project.Key), project.Last().Problem ?? "success"));

    private static JsonArray Split(IEnumerable<KeyValuePair<string, JsonNode?>> map) => new([.. map.Select(entry => new JsonObject([entry]))]);

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
