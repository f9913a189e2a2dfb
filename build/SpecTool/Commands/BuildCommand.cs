namespace SpecTool.Commands;

internal static class BuildCommand
{
    public static int Run(SpecFolder folder)
    {
        var spec = SpecPipeline.Run(folder);
        foreach (var remark in spec.Remarks)
            Console.Error.WriteLine($"warning: {remark}");
        if (!spec.IsComplete)
            throw new SpecException($"{folder.Result} is not written, because conflicts must be resolved first");

        FileSet.Write(SpecFiles.Of(folder, spec));
        Console.Out.WriteLine($"{folder.Result}: {spec.OperationCount} operations, {spec.SchemaCount} schemas, {spec.Remarks.Count()} warnings");
        return 0;
    }
}
