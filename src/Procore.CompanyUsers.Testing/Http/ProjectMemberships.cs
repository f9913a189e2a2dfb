using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Adds users to projects and removes them, in bulk (v1.x).</summary>
internal static class ProjectMemberships
{
    public static Answer BulkAdd(Call call)
    {
        var outcomes = BulkOutcomes.Of(call, BulkItems.Read(call), MembershipChanges.Add);
        if (!call.Operation.Answers(207))
            return Answer.Ok(outcomes.ToMap());
        if (!outcomes.Failures.Any)
            return Answer.Ok(new JObject { ["entities"] = outcomes.ToEntities() });
        return new Answer((HttpStatusCode)207, new JObject { ["entities"] = outcomes.Successes.ToMaps(), ["errors"] = outcomes.Failures.ToMaps() });
    }

    public static Answer BulkRemove(Call call) =>
        Answer.Ok(BulkOutcomes.Of(call, BulkItems.Read(call), MembershipChanges.Remove).ToMap());
}
