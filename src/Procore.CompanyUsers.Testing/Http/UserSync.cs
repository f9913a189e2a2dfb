using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Creates or updates many users; each item succeeds or fails on its own.</summary>
internal static class UserSync
{
    private const int MaxItems = 1_000;

    public static JsonResponse Sync(AuthorizedRequest request)
    {
        if (request.Access != FakeDirectoryAccess.Admin)
            throw Refusal.Forbidden("A sync of users needs Directory Admin permissions.");
        var items = request.Required<JsonArray>("updates");
        if (items.Count > MaxItems)
            throw Refusal.BadRequest($"There are {items.Count} updates; a sync takes at most {MaxItems}.");

        var (entities, errors) = (new JsonArray(), new JsonArray());
        foreach (var item in items)
        {
            var sent = item as JsonObject ?? throw Refusal.BadRequest("The parameter updates holds something that is not an object.");
            var problems = new FieldErrors();
            var attributes = new UserAttributes(sent, request.Operation.Attributes, problems);
            if (!request.Options.SyncChangesIsActive)
                attributes.Ignore("is_active");
            if (Store(request, attributes, problems) is { } user)
                entities.Add((JsonNode)request.JsonOf(user));
            else
                errors.Add((JsonNode)Failed(attributes, problems));
        }

        return JsonResponse.Ok(new JsonObject { ["entities"] = entities, ["errors"] = errors });
    }

    /// <summary>Finds the user by id, or by origin id if there is no id; creates the user if neither finds one.</summary>
    private static FakeUser? Store(AuthorizedRequest request, UserAttributes attributes, FieldErrors errors)
    {
        var company = request.Company;
        var found = (attributes["id"], attributes["origin_id"]) switch
        {
            (long id, _) => company.FindUser(id),
            (_, string originId) => company.FindUserByOrigin(originId),
            _ => null,
        };
        if (found != null)
            return company.Update(found.Id, attributes.Apply, errors);
        if (attributes["id"] != null)
        {
            errors.Add("id", "does not exist");
            return null;
        }

        return company.Create(attributes.Apply, errors);
    }

    private static JsonObject Failed(UserAttributes attributes, FieldErrors errors)
    {
        var echo = attributes.Echo();
        echo["errors"] = errors.ToJson();
        return echo;
    }
}
