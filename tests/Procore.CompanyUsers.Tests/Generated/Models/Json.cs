using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>JSON as it stands on the wire: a date is a text.</summary>
internal static class Json
{
    public static JToken Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JToken.Load(reader);
    }

    public static bool AreEqual(JToken left, JToken right) => JToken.DeepEquals(left, right);
}
