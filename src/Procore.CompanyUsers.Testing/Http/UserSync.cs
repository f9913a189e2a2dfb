using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>Creates or updates many users; each item succeeds or fails for itself.</summary>
internal static class UserSync
{
    private const int MaxItems = 1_000;

    public static Answer Sync(Call call)
    {
        var items = call.Required<JArray>("updates");
        if (items.Count > MaxItems)
            throw Refusal.BadRequest($"There are {items.Count} updates; a sync takes at most {MaxItems}.");

        var (entities, errors) = (new JArray(), new JArray());
        foreach (var item in items)
        {
            var sent = item as JObject ?? throw Refusal.BadRequest("The parameter updates holds something that is not an object.");
            var problems = new FieldErrors();
            var attributes = new UserAttributes(sent, call.Operation.Attributes, problems);
            if (Store(call, attributes, problems) is { } user)
                entities.Add(call.JsonOf(user));
            else
                errors.Add(Failed(attributes, problems));
        }

        return Answer.Ok(new JObject { ["entities"] = entities, ["errors"] = errors });
    }

    /// <summary>The id finds; without one the origin id finds or is new; without either the user is new.</summary>
    private static FakeUser? Store(Call call, UserAttributes attributes, FieldErrors errors)
    {
        var company = call.Company;
        var found = (attributes["id"]?.Value, attributes["origin_id"]?.Value) switch
        {
            (long id, _) => company.FindUser(id),
            (_, string originId) => company.FindUserByOrigin(originId),
            _ => null,
        };
        DirectoryAdminRules.CheckSync(call, attributes, found, errors);
        if (found != null)
            return company.Update(found.Id, attributes.Apply, errors);
        if (attributes["id"]?.Value != null)
        {
            errors.Add("id", "does not exist");
            return null;
        }

        return company.Create(attributes.Apply, errors);
    }

    private static JObject Failed(UserAttributes attributes, FieldErrors errors) =>
        new(PublishedDocument.SyncErrorFields.Select(field => new JProperty(field, field == "errors" ? errors.ToJson() : attributes[field])));
}
