using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Newtonsoft.Json.Linq;

namespace SpecTool.Refresh;

/// <summary>
/// A JSON document that is too big for a tree. It is scanned as bytes, level by level, and only the requested parts are parsed.
/// </summary>
internal sealed class JsonSource
{
    private const int DeepestNesting = 512;

    /// <summary>How far down a document of YAML names its version at the latest.</summary>
    private const int MostLines = 100;

    private readonly string _file;
    private readonly byte[] _bytes;

    private JsonSource(string file, byte[] bytes)
    {
        _file = file;
        _bytes = bytes;
        Root = new(Start(bytes), bytes.Length - Start(bytes));
    }

    public Part Root { get; }

    public static JsonSource Read(string file)
    {
        try
        {
            var source = new JsonSource(file, File.ReadAllBytes(file));
            source.CheckThatItIsWhole();
            return source;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException($"{file}: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (JsonException exception)
        {
            throw new SpecException(IsYaml(file)
                ? $"{file}: is YAML; convert it to JSON first"
                : $"{file}: no JSON: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The members of an object; none where it isn't one.</summary>
    public IReadOnlyList<Member> Members(Part part)
    {
        var members = new List<Member>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = Reader(part, isWhole: true);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return members;
        for (reader.Read(); reader.TokenType != JsonTokenType.EndObject; reader.Read())
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                throw new SpecException($"{_file}: '{name}' is there twice in one object");
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new(name, new(part.Start + start, (int)reader.BytesConsumed - start)));
        }

        return members;
    }

    public JToken Parse(Part part) => JsonFile.Parse(Encoding.UTF8.GetString(_bytes, part.Start, part.Length), _file);

    private static bool IsYaml(string file) =>
        File.ReadLines(file).Take(MostLines).Any(line => line.StartsWith("openapi:", StringComparison.Ordinal) || line.StartsWith("swagger:", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal));

    private void CheckThatItIsWhole()
    {
        var reader = Reader(Root, isWhole: false);
        if (!Utf8.IsValid(_bytes))
            throw new SpecException($"{_file}: no JSON: its text is not UTF-8");
        if (!reader.Read())
            throw new SpecException($"{_file}: cut off: it is empty");
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new SpecException($"{_file}: not a JSON object");
        if (!reader.TrySkip())
            throw new SpecException($"{_file}: cut off: it ends in the middle of the document");
        // Throws where something follows.
        reader.Read();
    }

    private Utf8JsonReader Reader(Part part, bool isWhole) =>
        new(_bytes.AsSpan(part.Start, part.Length), isWhole, new JsonReaderState(new JsonReaderOptions { MaxDepth = DeepestNesting }));

    private static int Start(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    internal readonly record struct Member(string Name, Part Value);

    /// <summary>Where a value stands in the bytes of the document.</summary>
    internal readonly record struct Part(int Start, int Length);
}
