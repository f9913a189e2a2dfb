using System.Net;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects, removes them and changes their templates and roles there, in bulk (v2).</summary>
internal static class ProjectMembershipsV2
{
    private const int MaxItemsAtOnce = 50;
    private const int MaxDetails = 1_000;

    public static JsonResponse BulkAdd(AuthorizedRequest request)
    {
        var items = BulkItems.Read(request);
        return items.Count > MaxItemsAtOnce
            ? StartBatch(request, "Adding users to projects", items, MembershipChanges.Add)
            : Entities(BulkOutcomes.Of(request, items, MembershipChanges.Add));
    }

    public static JsonResponse BulkRemove(AuthorizedRequest request)
    {
        var items = BulkItems.Read(request);
        return items.Count > MaxItemsAtOnce
            ? StartBatch(request, "Removing users from projects", items, MembershipChanges.Remove)
            : JsonResponse.Ok(InList(BulkOutcomes.Of(request, items, MembershipChanges.Remove).ToMap()));
    }

    public static JsonResponse UpdateDetails(AuthorizedRequest request) => ChangeDetails(request, MembershipChanges.UpdateDetails);

    public static JsonResponse RemoveDetails(AuthorizedRequest request) => ChangeDetails(request, MembershipChanges.RemoveDetails);

    public static JsonResponse GetBulkStatus(AuthorizedRequest request)
    {
        var batch = request.Company.MembershipRegister.FindBatch(request.Id) ?? throw Refusal.NotFound("batch", request.Id);
        return JsonResponse.Ok(new JsonObject { ["data"] = Json(batch) });
    }

    private static JsonResponse ChangeDetails(AuthorizedRequest request, MembershipChange change)
    {
        var items = BulkItems.Read(request);
        if (items.Count > MaxDetails)
            throw Refusal.BadRequest($"There are {items.Count} users; a request about project details takes at most {MaxDetails}.");
        return Entities(BulkOutcomes.Of(request, items, change));
    }

    private static JsonResponse Entities(BulkOutcomes outcomes) => outcomes.Failures.Any
        ? new JsonResponse((HttpStatusCode)207, InList(new JsonObject { ["entities"] = outcomes.Successes.ToEntities(), ["errors"] = outcomes.Failures.ToMaps() }))
        : JsonResponse.Ok(InList(new JsonObject { ["entities"] = outcomes.ToEntities() }));

    // The document doesn't say what a 202 holds. Here it is the batch's status, in a list of one like every other bulk response.
    private static JsonResponse StartBatch(AuthorizedRequest request, string description, List<MembershipItem> items, MembershipChange change) =>
        new(HttpStatusCode.Accepted, InList(Json(request.Company.MembershipRegister.StartBatch(description, items, change))));

    private static JsonObject InList(JsonObject response) => new() { ["data"] = new JsonArray(response) };

    private static JsonObject Json(BatchState batch) => new()
    {
        ["is_complete"] = batch.Pending == 0,
        ["bid"] = batch.Id,
        ["total"] = batch.Total,
        ["pending"] = batch.Pending,
        ["failures"] = batch.Failures,
        ["description"] = batch.Description,
    };
}
