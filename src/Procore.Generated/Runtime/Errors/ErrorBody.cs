using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers;

namespace Procore.Generated.Errors;

/// <summary>The messages in the body of an error, in whichever of Procore's shapes they come.</summary>
internal static class ErrorBody
{
    private const int LongestBody = 64 * 1024;
    private const int LongestText = 500;

    private static readonly Regex Title = new(
        @"<title[^>]*>\s*(?<title>[^<]{1,200}?)\s*</title>",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    public static string ReadBounded(TextReader reader)
    {
        var buffer = new char[LongestBody];
        return new string(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
    }

    public static IReadOnlyList<ProcoreErrorMessage> Parse(string body)
    {
        var text = body.Trim();
        var messages = new List<ProcoreErrorMessage>();
        if (text.Length == 0)
            return messages;
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var token = JToken.ReadFrom(reader);
            Gather(token, null, messages, isSaid: token is not JObject);
        }
        catch (JsonException)
        {
            messages.Add(Describe(text));
        }
        return messages;
    }

    /// <param name="token">What to look through.</param>
    /// <param name="field">The field that it is about, if any.</param>
    /// <param name="messages">Where to put what is found.</param>
    /// <param name="isSaid">Whether texts are messages here, and not perhaps what was sent.</param>
    public static void Gather(JToken token, string? field, List<ProcoreErrorMessage> messages, bool isSaid = true)
    {
        switch (token)
        {
            case JArray array:
                foreach (var item in array)
                    Gather(item, field, messages, isSaid);
                break;
            case JObject { HasValues: true } error when Text(error["message"]) is { } message:
                var about = field ?? Text(error["field"]) ?? Text(error["fields"]);
                messages.Add(new ProcoreErrorMessage(about, message, Text(error["reason_code"]) ?? Text(error["code"])));
                GatherRest(error, field, messages, isSaid, "message", "field", "reason_code", "code", error["fields"] is JValue ? "fields" : "message");
                break;
            case JObject { HasValues: true } error when Text(error["error_description"]) is { } description:
                messages.Add(new ProcoreErrorMessage(field, description, Text(error["error"])));
                GatherRest(error, field, messages, isSaid, "error_description", "error");
                break;
            case JObject error:
                GatherRest(error, field, messages, isSaid);
                break;
            default:
                if (Text(token) is { Length: > 0 } text)
                    messages.Add(new ProcoreErrorMessage(field, text) { IsEcho = !isSaid });
                break;
        }
    }

    private static void GatherRest(JObject error, string? field, List<ProcoreErrorMessage> messages, bool isSaid, params string[] taken)
    {
        foreach (var property in error.Properties().Where(p => !taken.Contains(p.Name, StringComparer.Ordinal)))
        {
            var isFrame = property.Name is "errors" or "error" or "details" or "fields" or "base";
            var inner = isFrame ? field : field is null ? property.Name : $"{field}.{property.Name}";
            Gather(property.Value, inner, messages, isSaid || isFrame || property.Name is "reason" or "messages");
        }
    }

    private static string? Text(JToken? token) =>
        token is JValue { Value: not null } value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) : null;

    private static ProcoreErrorMessage Describe(string text)
    {
        if (text[0] != '<')
            return new ProcoreErrorMessage(null, text.Length <= LongestText ? text : text.Substring(0, LongestText) + "…") { IsEcho = true };
        return new ProcoreErrorMessage(null, TitleOf(text) ?? "An HTML page without a title.");
    }

    private static string? TitleOf(string page)
    {
        try
        {
            var title = Title.Match(page);
            return title.Success ? title.Groups["title"].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
