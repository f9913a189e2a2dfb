using SpecTool.Commands;

namespace SpecTool;

internal static class Program
{
    private const string Usage = """
        usage: SpecTool build  [--root DIR]   write openapi/company-users.json
               SpecTool verify [--root DIR]   fail where openapi/company-users.json is not what build writes
        """;

    public static int Main(string[] args)
    {
        try
        {
            return args switch
            {
                ["build"] => BuildCommand.Run(SpecFolder.Find(Directory.GetCurrentDirectory())),
                ["build", "--root", var root] => BuildCommand.Run(SpecFolder.At(root)),
                ["verify"] => VerifyCommand.Run(SpecFolder.Find(Directory.GetCurrentDirectory())),
                ["verify", "--root", var root] => VerifyCommand.Run(SpecFolder.At(root)),
                _ => WrongUsage(),
            };
        }
        catch (SpecException exception)
        {
            Console.Error.WriteLine($"SpecTool: {exception.Message}");
            return 1;
        }
    }

    private static int WrongUsage()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
