using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>A request that was let in: by whom, to which operation of which company, with what.</summary>
internal sealed class Call(Route route, FakeCompany company, Uri uri, QueryString query, RequestBody body, FakeAccount account, string? callerEmailAddress, FakeProcoreOptions options)
{
    private string? _view;

    public PublishedOperation Operation => route.Operation;

    public FakeCompany Company => company;

    public Uri Uri => uri;

    public QueryString Query => query;

    public FakeDirectoryAccess Access { get; } = account.AccessIn(company);

    public string? CallerEmailAddress => callerEmailAddress;

    public FakeProcoreOptions Options => options;

    public RequestBody Body => body;

    /// <summary>What the path names, in an operation on a single thing.</summary>
    public string Id => route.PathValue("id")!;

    /// <summary>The user whom the path names.</summary>
    public FakeUser User() =>
        (long.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? company.FindUser(number) : null)
            ?? throw Refusal.NotFound("user", Id);

    /// <summary>A member of the JSON body that the operation can't do without.</summary>
    public T Required<T>(string name)
        where T : JContainer
    {
        if (body.ReadJson() is JObject members && members[name] is T { Count: > 0 } member)
            return member;
        throw Refusal.BadRequest($"The parameter {name} is missing or empty.");
    }

    public string View => _view ??= !Operation.Takes("view") ? "normal" : query["view"] switch
    {
        null or "normal" => "normal",
        "extended" or "ids_only" => query["view"]!,
        _ => throw Refusal.BadParameter("view", "is neither normal, extended nor ids_only"),
    };

    public JRaw JsonOf(FakeUser user) => UserJson.Write(user, company, Operation.FieldsIn(View));
}
