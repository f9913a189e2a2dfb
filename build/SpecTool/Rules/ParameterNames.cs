using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>
/// `x-originalName` is what NSwag calls the argument: `filters[vendor_id]`, an array, is `vendorIds`. The header with the company's id
/// is no argument, unless the operation names the company nowhere else: then it is `companyId`.
/// </summary>
internal static partial class ParameterNames
{
    public const string Name = "x-originalName";

    // nswag.json leaves out the header as Procore spells it. In lower case it is the same header, and an argument.
    public const string CompanyHeader = "Procore-Company-Id";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            if (!operation.Parameters.Any(parameter => $"{parameter["name"]}" is "company_id"))
                TakeFromHeader(operation);
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

    private static void TakeFromHeader(Operation operation)
    {
        foreach (var header in operation.Parameters.Where(parameter => $"{parameter["name"]}" is CompanyHeader))
            header["name"] = CompanyHeader.ToLowerInvariant();
    }

    private static string ArgumentName(JObject parameter)
    {
        var name = (string)parameter["name"]!;
        if (string.Equals(name, CompanyHeader, StringComparison.OrdinalIgnoreCase) && name is not CompanyHeader)
            return "companyId";
        var argument = Casing.Camel(InsideFilters().Replace(name, "${field}"));
        var many = (string?)parameter["schema"]?["type"] is "array" && !argument.EndsWith('s');
        return many ? argument + "s" : argument;
    }

    [GeneratedRegex(@"^filters\[(?<field>[^\]]+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex InsideFilters();
}
