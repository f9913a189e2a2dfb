using System.CodeDom.Compiler;
using System.Reflection;
using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace Procore.Packages.Tests.PublicApi;

/// <summary>The public surface of an assembly as C# text, as PublicApiGenerator writes it, and the declarations in such a text.</summary>
internal static partial class Listing
{
    /// <summary>How a property is serialized is no part of the surface.</summary>
    private static readonly string[] Unlisted = ["Newtonsoft.Json.JsonIgnoreAttribute"];

    public static string Of(Assembly assembly, Type[]? types = null) =>
        assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, IncludeTypes = types, ExcludeAttributes = Unlisted }).ReplaceLineEndings("\n") + "\n";

    /// <summary>Only the types that are generated from openapi/company-users.json.</summary>
    public static string OfGenerated(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)).ToArray() is { Length: > 0 } types
            ? Of(assembly, types)
            : "";

    /// <summary>Each namespace, type and member with its attributes and constraints, after the name of what it is in.</summary>
    public static IReadOnlyList<string> Declarations(string text)
    {
        var (declarations, around) = (new List<string>(), new Stack<string>());
        var (attributes, header) = ("", "");
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            switch (line)
            {
                case "{":
                    around.Push(Name().Match(header) is { Success: true } name ? name.Groups["name"].Value : header);
                    break;
                case "}":
                    around.Pop();
                    break;
                case ['[', .., ']']:
                    attributes += line + " ";
                    break;
                case var constraint when constraint.StartsWith("where ", StringComparison.Ordinal):
                    declarations[^1] += " " + constraint;
                    break;
                default:
                    header = line;
                    declarations.Add($"{string.Join('.', around.Reverse())}: {attributes}{line}");
                    attributes = "";
                    break;
            }
        }

        return declarations;
    }

    [GeneratedRegex(@"\b(namespace|class|struct|interface|enum) (?<name>[^\s:]+(<[^>]*>)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Name();
}
