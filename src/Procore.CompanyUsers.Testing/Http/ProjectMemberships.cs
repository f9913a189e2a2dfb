using System.Net;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects and removes them, in bulk (v1.x).</summary>
internal static class ProjectMemberships
{
    private const int MaxItemsAtOnce = 1_000;

    public static JsonResponse BulkAdd(AuthorizedRequest request)
    {
        var items = BulkItems.Read(request);
        if (StartsBatch(request, items, "Adding users to projects", MembershipChanges.Add))
            return JsonResponse.Ok(request.Operation.HasResponse(207) ? new JsonObject { ["entities"] = new JsonArray() } : new JsonObject());
        var outcomes = BulkOutcomes.Of(request, items, MembershipChanges.Add);
        if (!request.Operation.HasResponse(207))
            return JsonResponse.Ok(outcomes.ToMap());
        if (!outcomes.Failures.Any)
            return JsonResponse.Ok(new JsonObject { ["entities"] = outcomes.ToEntities() });
        return new JsonResponse((HttpStatusCode)207, new JsonObject { ["entities"] = outcomes.Successes.ToMaps(), ["errors"] = outcomes.Failures.ToMaps() });
    }

    public static JsonResponse BulkRemove(AuthorizedRequest request)
    {
        var items = BulkItems.Read(request);
        return JsonResponse.Ok(StartsBatch(request, items, "Removing users from projects", MembershipChanges.Remove)
            ? new JsonObject()
            : BulkOutcomes.Of(request, items, MembershipChanges.Remove).ToMap());
    }

    // The document doesn't say what the response holds then. Here it names no item, because none has been processed yet.
    private static bool StartsBatch(AuthorizedRequest request, List<MembershipItem> items, string description, MembershipChange change)
    {
        if (items.Count <= MaxItemsAtOnce)
            return false;
        request.Company.MembershipRegister.StartBatch(description, items, change);
        return true;
    }
}
