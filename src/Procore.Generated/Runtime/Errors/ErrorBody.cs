using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Procore.CompanyUsers;
using Procore.Generated.Json;

namespace Procore.Generated.Errors;

/// <summary>Reads the messages of an error body, in any of Procore's shapes.</summary>
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
        // A new array of this size would be on the large object heap, which is collected rarely.
        var buffer = ArrayPool<char>.Shared.Rent(LongestBody);
        try
        {
            return new string(buffer, 0, reader.ReadBlock(buffer, 0, LongestBody));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    public static IReadOnlyList<ProcoreErrorMessage> Parse(string body)
    {
        var text = body.Trim();
        var messages = new List<ProcoreErrorMessage>();
        if (text.Length == 0)
            return messages;
        try
        {
            var value = PlainJson.Parse(text);
            Gather(value, null, messages, isSaid: value is not Dictionary<string, object?>);
        }
        catch (JsonException)
        {
            messages.Add(Describe(text));
        }
        return messages;
    }

    /// <param name="value">The value to search.</param>
    /// <param name="field">The field that the value is about; null if there is none.</param>
    /// <param name="messages">Receives the messages.</param>
    /// <param name="isSaid">Whether texts are messages for certain, and not possibly values that were sent.</param>
    public static void Gather(object? value, string? field, List<ProcoreErrorMessage> messages, bool isSaid = true)
    {
        switch (value)
        {
            case List<object?> list:
                foreach (var item in list)
                    Gather(item, field, messages, isSaid);
                break;
            case Dictionary<string, object?> { Count: > 0 } error when PlainJson.TextOf(error.At("message")) is { } message:
                var about = field ?? PlainJson.TextOf(error.At("field")) ?? PlainJson.TextOf(error.At("fields"));
                messages.Add(new ProcoreErrorMessage(about, message, PlainJson.TextOf(error.At("reason_code")) ?? PlainJson.TextOf(error.At("code"))));
                GatherRest(error, field, messages, isSaid, "message", "field", "reason_code", "code", error.At("fields") is List<object?> or Dictionary<string, object?> ? "message" : "fields");
                break;
            case Dictionary<string, object?> { Count: > 0 } error when PlainJson.TextOf(error.At("error_description")) is { } description:
                messages.Add(new ProcoreErrorMessage(field, description, PlainJson.TextOf(error.At("error"))));
                GatherRest(error, field, messages, isSaid, "error_description", "error");
                break;
            case Dictionary<string, object?> error:
                GatherRest(error, field, messages, isSaid);
                break;
            default:
                if (PlainJson.TextOf(value) is { Length: > 0 } text)
                    messages.Add(new ProcoreErrorMessage(field, text) { IsEcho = !isSaid });
                break;
        }
    }

    private static void GatherRest(Dictionary<string, object?> error, string? field, List<ProcoreErrorMessage> messages, bool isSaid, params string[] taken)
    {
        foreach (var property in error.Where(p => !taken.Contains(p.Key, StringComparer.Ordinal)))
        {
            var isFrame = property.Key is "errors" or "error" or "details" or "fields" or "base";
            var inner = isFrame ? field : field is null ? property.Key : $"{field}.{property.Key}";
            Gather(property.Value, inner, messages, isSaid || isFrame || property.Key is "reason" or "messages");
        }
    }

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
