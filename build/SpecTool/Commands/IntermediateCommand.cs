using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool.Commands;

internal static class IntermediateCommand
{
    public static int Run(SpecFolder folder, bool published)
    {
        var json = published
            ? RetiredParts.Add(OpenApiDocument.Parse(JsonFile.Read(folder.Published), folder.Published), JsonFile.Read(folder.Retired)).Json
            : SpecPipeline.Intermediate(folder);
        Console.Out.Write(JsonFile.Text(json));
        return 0;
    }
}
