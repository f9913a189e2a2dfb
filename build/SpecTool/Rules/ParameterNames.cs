using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>`x-originalName` is what NSwag calls the argument: `filters[vendor_id]`, an array, is `vendorIds`.</summary>
internal static partial class ParameterNames
{
    public const string Name = "x-originalName";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var parameter in operation.Parameters)
            {
                var name = ArgumentName(parameter);
                // `id` in the path, and `filters[id]`.
                for (var n = 2; !names.Add(name); n++)
                    name = Casing.Camel((string)parameter["name"]!) + (n == 2 ? "" : n);
                parameter[Name] = name;
            }
        }
    }

    private static string ArgumentName(JObject parameter)
    {
        var name = (string)parameter["name"]!;
        var argument = Casing.Camel(InsideFilters().Replace(name, "${field}"));
        var many = (string?)parameter["schema"]?["type"] is "array" && !argument.EndsWith('s');
        return many ? argument + "s" : argument;
    }

    [GeneratedRegex(@"^filters\[(?<field>[^\]]+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InsideFilters();
}
