using SpecTool.Overlay;

namespace SpecTool;

/// <summary>The files that SpecTool writes in openapi/: path and text.</summary>
internal static class SpecFiles
{
    public static IReadOnlyDictionary<string, string> Of(SpecFolder folder, BuiltSpec spec) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [folder.Published] = JsonFile.Text(JsonFile.Read(folder.Published)),
        [folder.Retired] = JsonFile.Text(JsonFile.Read(folder.Retired)),
        [folder.Result] = JsonFile.Text(spec.Json),
        [folder.Readme] = Readme(folder),
    };

    private static string Readme(SpecFolder folder)
    {
        try
        {
            return CorrectionsTable.Into(File.ReadAllText(folder.Readme), JsonFile.Read(folder.Overlay), folder.Readme);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException($"{folder.Readme}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }
}
