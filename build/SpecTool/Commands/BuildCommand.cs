namespace SpecTool.Commands;

internal static class BuildCommand
{
    public static int Run(SpecFolder folder)
    {
        var spec = SpecPipeline.Run(folder);
        FileSet.Write(SpecFiles.Of(folder, spec));
        foreach (var warning in spec.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
        Console.Out.WriteLine($"{folder.Result}: {spec.OperationCount} operations, {spec.SchemaCount} schemas, {spec.Warnings.Count} warnings");
        return 0;
    }
}
