using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects and removes them, in bulk (v1.x).</summary>
internal static class ProjectMemberships
{
    private const int MaxItemsAtOnce = 1_000;

    public static Answer BulkAdd(Call call)
    {
        var items = BulkItems.Read(call);
        if (IsLeftToWorker(call, items, "Adding users to projects", MembershipChanges.Add))
            return Answer.Ok(call.Operation.Answers(207) ? new JObject { ["entities"] = new JArray() } : new JObject());
        var outcomes = BulkOutcomes.Of(call, items, MembershipChanges.Add);
        if (!call.Operation.Answers(207))
            return Answer.Ok(outcomes.ToMap());
        if (!outcomes.Failures.Any)
            return Answer.Ok(new JObject { ["entities"] = outcomes.ToEntities() });
        return new Answer((HttpStatusCode)207, new JObject { ["entities"] = outcomes.Successes.ToMaps(), ["errors"] = outcomes.Failures.ToMaps() });
    }

    public static Answer BulkRemove(Call call)
    {
        var items = BulkItems.Read(call);
        return Answer.Ok(IsLeftToWorker(call, items, "Removing users from projects", MembershipChanges.Remove)
            ? new JObject()
            : BulkOutcomes.Of(call, items, MembershipChanges.Remove).ToMap());
    }

    // The document leaves open what is answered then. Here nothing is told of any item, since nothing has become of it yet.
    private static bool IsLeftToWorker(Call call, List<MembershipItem> items, string description, MembershipChange change)
    {
        if (items.Count <= MaxItemsAtOnce)
            return false;
        call.Company.MembershipRegister.StartBatch(description, items, change);
        return true;
    }
}
