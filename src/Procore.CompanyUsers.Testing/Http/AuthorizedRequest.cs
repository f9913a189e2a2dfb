using System.Globalization;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>A request that passed authorization: the account, the operation, the company and what was sent.</summary>
internal sealed class AuthorizedRequest(Route route, FakeCompany company, Uri uri, QueryString query, RequestBody body, FakeAccount account, string? callerEmailAddress, FakeProcoreOptions options)
{
    private string? _view;

    public PublishedOperation Operation => route.Operation;

    public FakeCompany Company => company;

    public Uri Uri => uri;

    public QueryString Query => query;

    public FakeDirectoryAccess Access { get; } = account.AccessIn(company);

    public FakeProcoreOptions Options => options;

    public RequestBody Body => body;

    /// <summary>The value of the header <c>Idempotency-Token</c>; null if it wasn't sent.</summary>
    public string? IdempotencyToken { get; init; }

    /// <summary>The id in the path of an operation on a single item.</summary>
    public string Id => route.Id;

    /// <summary>Finds the user that the path names.</summary>
    public FakeUser User() =>
        (long.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? company.FindUser(number) : null)
            ?? throw Refusal.NotFound("user", Id);

    /// <summary>Finds the project that the path names, if the caller can see it.</summary>
    public FakeProject Project()
    {
        var id = route.PathValue("project_id")!;
        return VisibleProjects().FirstOrDefault(project => project.Id.ToString(CultureInfo.InvariantCulture) == id) ?? throw Refusal.NotFound("project", id);
    }

    /// <summary>The projects that the caller can see: all for an admin, otherwise those that the caller is on.</summary>
    public IEnumerable<FakeProject> VisibleProjects()
    {
        if (Access == FakeDirectoryAccess.Admin)
            return company.Projects;
        var caller = Caller();
        return company.Projects.Where(project => caller != null && company.FindMembership(caller.Id, project.Id) != null);
    }

    /// <summary>The user behind the token; null if the company has none.</summary>
    public FakeUser? Caller() => callerEmailAddress is { } emailAddress ? company.FindUser(emailAddress) : company.FirstUser();

    /// <summary>Reads a member of the JSON body that the operation requires.</summary>
    public T Required<T>(string name)
        where T : JsonNode
    {
        if (body.ReadJson() is JsonObject members && members[name] is T member and (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
            return member;
        throw Refusal.BadRequest($"The parameter {name} is missing or empty.");
    }

    public string View => _view ??= !Operation.Takes("view") ? "normal" : query["view"] switch
    {
        null or "normal" => "normal",
        "extended" or "ids_only" => query["view"]!,
        _ => throw Refusal.BadParameter("view", "is neither normal, extended nor ids_only"),
    };

    public JsonObject JsonOf(FakeUser user) => UserJson.Write(user, company, Operation.FieldsIn(View));
}
