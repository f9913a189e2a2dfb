using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>Reads JSON strictly, and always writes it the same way: sorted keys, two spaces, LF.</summary>
internal static class JsonFile
{
    private const int DeepestNesting = 512;

    private static readonly JsonLoadSettings Strict = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        CommentHandling = CommentHandling.Ignore,
    };

    public static JObject Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path) as JObject ?? throw new SpecException($"{path}: not a JSON object");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException($"{path}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    public static JToken Parse(string text, string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = DeepestNesting };
            var json = JToken.ReadFrom(reader, Strict);
            // Throws if another value follows.
            reader.Read();
            return json;
        }
        catch (JsonException exception)
        {
            throw new SpecException($"{path}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    public static string Text(JObject json)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var writer = new JsonTextWriter(text) { Formatting = Formatting.Indented, Indentation = 2 })
            WriteSorted(json, writer);
        return text + "\n";
    }

    public static JToken Sorted(JToken token) => token switch
    {
        JObject json => SortedObject(json),
        JArray array => new JArray(array.Select(Sorted)),
        _ => token.DeepClone(),
    };

    private static JObject SortedObject(JObject json)
    {
        var sorted = new JObject();
        foreach (var property in SortedProperties(json))
            sorted.Add(property.Name, Sorted(property.Value));
        return sorted;
    }

    private static void WriteSorted(JToken token, JsonTextWriter writer)
    {
        switch (token)
        {
            case JObject json:
                writer.WriteStartObject();
                foreach (var property in SortedProperties(json))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    WriteSorted(item, writer);
                writer.WriteEndArray();
                break;
            default:
                token.WriteTo(writer);
                break;
        }
    }

    private static IEnumerable<JProperty> SortedProperties(JObject json) => json.Properties().OrderBy(property => property.Name, StringComparer.Ordinal);
}
