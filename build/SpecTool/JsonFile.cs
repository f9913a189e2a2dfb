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
            Sorted(json).WriteTo(writer);
        return text + "\n";
    }

    public static JToken Sorted(JToken token) => token switch
    {
        JObject json => new JObject(json.Properties()
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => new JProperty(property.Name, Sorted(property.Value)))),
        JArray array => new JArray(array.Select(Sorted)),
        _ => token.DeepClone(),
    };
}
