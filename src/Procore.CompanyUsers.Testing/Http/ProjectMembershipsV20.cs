using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects, removes them, and changes what they have there, in bulk (v2.0).</summary>
internal static class ProjectMembershipsV20
{
    private const int MaxItemsAtOnce = 50;
    private const int MaxDetails = 1_000;

    public static Answer BulkAdd(Call call)
    {
        var items = BulkItems.Read(call);
        return items.Count > MaxItemsAtOnce
            ? StartBatch(call, "Adding users to projects", items, MembershipChanges.Add)
            : Entities(BulkOutcomes.Of(call, items, MembershipChanges.Add));
    }

    public static Answer BulkRemove(Call call)
    {
        var items = BulkItems.Read(call);
        return items.Count > MaxItemsAtOnce
            ? StartBatch(call, "Removing users from projects", items, MembershipChanges.Remove)
            : Answer.Ok(InList(BulkOutcomes.Of(call, items, MembershipChanges.Remove).ToMap()));
    }

    public static Answer UpdateDetails(Call call) => ChangeDetails(call, MembershipChanges.UpdateDetails);

    public static Answer RemoveDetails(Call call) => ChangeDetails(call, MembershipChanges.RemoveDetails);

    public static Answer GetBulkStatus(Call call)
    {
        var batch = call.Company.MembershipRegister.FindBatch(call.Id) ?? throw Refusal.NotFound("batch", call.Id);
        return Answer.Ok(new JObject { ["data"] = Json(batch) });
    }

    private static Answer ChangeDetails(Call call, MembershipChange change)
    {
        var items = BulkItems.Read(call);
        if (items.Count > MaxDetails)
            throw Refusal.BadRequest($"There are {items.Count} users; a request about project details takes at most {MaxDetails}.");
        return Entities(BulkOutcomes.Of(call, items, change));
    }

    private static Answer Entities(BulkOutcomes outcomes) => outcomes.Failures.Any
        ? new Answer((HttpStatusCode)207, InList(new JObject { ["entities"] = outcomes.Successes.ToEntities(), ["errors"] = outcomes.Failures.ToMaps() }))
        : Answer.Ok(InList(new JObject { ["entities"] = outcomes.ToEntities() }));

    // The document leaves open what 202 holds. Here it is what the status will tell, in a list of one as every other bulk answer.
    private static Answer StartBatch(Call call, string description, List<MembershipItem> items, MembershipChange change) =>
        new(HttpStatusCode.Accepted, InList(Json(call.Company.MembershipRegister.StartBatch(description, items, change))));

    private static JObject InList(JObject answer) => new() { ["data"] = new JArray(answer) };

    private static JObject Json(BatchState batch) => new()
    {
        ["is_complete"] = batch.Pending == 0,
        ["bid"] = batch.Id,
        ["total"] = batch.Total,
        ["pending"] = batch.Pending,
        ["failures"] = batch.Failures,
        ["description"] = batch.Description,
    };
}
