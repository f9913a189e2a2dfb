using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>openapi/company-users.json, from which the raw clients are generated.</summary>
internal static class Spec
{
    public static JObject Document { get; } = (JObject)Json.Parse(Repository.ReadText("openapi/company-users.json"));
}
