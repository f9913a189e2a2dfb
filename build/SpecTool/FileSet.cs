using System.Text;

namespace SpecTool;

/// <summary>Writes several files or none: each goes to a temporary file first, and the old content is restored if a later file can't be replaced.</summary>
internal static class FileSet
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(IReadOnlyDictionary<string, string> texts)
    {
        var temporary = texts.Keys.ToDictionary(path => path, path => $"{path}.{Guid.NewGuid():N}", StringComparer.Ordinal);
        var replaced = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        try
        {
            foreach (var (path, text) in texts)
                File.WriteAllText(temporary[path], text, Utf8);
            foreach (var path in texts.Keys)
            {
                replaced[path] = File.Exists(path) ? File.ReadAllBytes(path) : null;
                File.Move(temporary[path], path, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            foreach (var (path, bytes) in replaced.Where(file => !File.Exists(temporary[file.Key])))
                PutBack(path, bytes);
            throw new SpecException($"nothing is changed: {exception.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            foreach (var path in temporary.Values.Where(File.Exists))
                File.Delete(path);
        }
    }

    private static void PutBack(string path, byte[]? bytes)
    {
        if (bytes is null)
            File.Delete(path);
        else
            File.WriteAllBytes(path, bytes);
    }
}
