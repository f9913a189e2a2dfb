namespace SpecTool.Commands;

internal static class VerifyCommand
{
    private const int Shown = 10;

    public static int Run(SpecFolder folder)
    {
        var expected = SpecPipeline.Run(folder).Json;
        if (File.Exists(folder.Result) && string.Equals(File.ReadAllText(folder.Result), JsonFile.Text(expected), StringComparison.Ordinal))
        {
            Console.Out.WriteLine($"{folder.Result}: is what the rules and the overlay make");
            return 0;
        }

        Console.Error.WriteLine($"{folder.Result}: not what the rules and the overlay make");
        foreach (var difference in Differences(folder, expected))
            Console.Error.WriteLine($"  {difference}");
        Console.Error.WriteLine("repair it with: dotnet run --project build/SpecTool -- build");
        return 1;
    }

    private static List<string> Differences(SpecFolder folder, Newtonsoft.Json.Linq.JObject expected)
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
