using Newtonsoft.Json.Linq;

namespace SpecTool.Commands;

internal static class VerifyCommand
{
    private const int Shown = 10;

    public static int Run(SpecFolder folder)
    {
        var spec = SpecPipeline.Run(folder);
        var wrong = SpecFiles.Of(folder, spec).Where(file => !File.Exists(file.Key) || !string.Equals(File.ReadAllText(file.Key), file.Value, StringComparison.Ordinal)).ToList();
        if (wrong.Count == 0)
        {
            Console.Out.WriteLine($"{folder.Result}: is what SpecTool build writes");
            return 0;
        }

        foreach (var (path, _) in wrong)
        {
            Console.Error.WriteLine($"{path}: not what SpecTool build writes");
            foreach (var difference in path == folder.Result ? Differences(folder, spec.Json) : [])
                Console.Error.WriteLine($"  {difference}");
        }

        Console.Error.WriteLine("repair it with: dotnet run --project build/SpecTool -- build");
        return 1;
    }

    private static List<string> Differences(SpecFolder folder, JObject expected)
    {
        if (!File.Exists(folder.Result))
            return ["the file is missing"];

        var differences = JsonDifference.Between(expected, JsonFile.Read(folder.Result)).Take(Shown + 1).ToList();
        if (differences.Count == 0)
            return ["only the formatting differs (order of keys, indentation or line ends)"];
        if (differences.Count > Shown)
            differences[Shown] = "…";
        return differences;
    }
}
