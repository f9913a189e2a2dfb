using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>Keeps the published values of an operation at the parameter, because the overlay replaces the enums by one for all operations.</summary>
internal static class ParameterValues
{
    public const string Name = "x-values";

    public static void Apply(OpenApiDocument document)
    {
        foreach (var parameter in document.Operations.SelectMany(operation => operation.Parameters))
        {
            if (parameter["schema"] is { } schema && schema["enum"] is { } values)
                parameter[Name] = new JArray(values.Where(value => !RetiredMarks.IsRetiredValue(schema, value)));
        }
    }
}
