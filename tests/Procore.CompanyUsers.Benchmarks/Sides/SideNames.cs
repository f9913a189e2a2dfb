namespace Procore.CompanyUsers.Benchmarks.Sides;

/// <summary>The sides by their names in the table.</summary>
internal static class SideNames
{
    public const string Facade = "ICompanyUsers";
    public const string FacadePageByPage = "ICompanyUsers, one page after another";
    public const string RawClient = "the raw client alone";
    public const string NSwagDefault = "NSwag's default client";
    public const string Newtonsoft = "HttpClient, Newtonsoft.Json";
    public const string SystemTextJson = "HttpClient, System.Text.Json";

    public static ISide Create(string name, Uri server) => name switch
    {
        Facade => new FacadeSide(server),
        FacadePageByPage => new FacadeSide(server, options => options.Paging.MaxParallelPages = 1),
        RawClient => new RawClientSide(server),
        NSwagDefault => new NSwagDefaultSide(server),
        Newtonsoft => new NewtonsoftSide(server),
        SystemTextJson => new SystemTextJsonSide(server),
        _ => throw new ArgumentException($"There is no side '{name}'.", nameof(name)),
    };
}
