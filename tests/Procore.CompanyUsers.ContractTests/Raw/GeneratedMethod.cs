using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers.ContractTests.Raw;

/// <summary>The method of a generated client that is an operation of the document. Found by name, so that retired ones are called without a warning.</summary>
public sealed class GeneratedMethod
{
    private readonly MethodInfo _method;

    private GeneratedMethod(MethodInfo method) => _method = method;

    public static IEnumerable<GeneratedMethod> All =>
        from client in typeof(ProcoreClientBase).Assembly.GetExportedTypes()
        where client.IsSubclassOf(typeof(ProcoreClientBase))
        from method in client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.Name.EndsWith("Async", StringComparison.Ordinal)
        select new GeneratedMethod(method);

    /// <summary>As in `CompanyUsersV13_List`.</summary>
    public string OperationId => $"{_method.DeclaringType!.Name[..^"Client".Length]}_{_method.Name[..^"Async".Length]}";

    public static GeneratedMethod Find(string operationId) => All.Single(method => method.OperationId == operationId);

    /// <param name="http">With WireMock's address.</param>
    /// <param name="arguments">A JSON value for every parameter, by its name in C#.</param>
    public async Task<RawAnswer> CallAsync(HttpClient http, IReadOnlyDictionary<string, JToken> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var parameters = _method.GetParameters().SkipLast(1).ToList();
        if (!parameters.Select(p => p.Name!).ToHashSet(StringComparer.Ordinal).SetEquals(arguments.Keys))
            throw new ArgumentException($"{OperationId} doesn't take {string.Join(", ", arguments.Keys)}.", nameof(arguments));

        var client = Activator.CreateInstance(_method.DeclaringType!, http);
        object?[] values = [.. parameters.Select(p => Convert(arguments[p.Name!], p.ParameterType)), CancellationToken.None];
        return RawAnswer.From(await (dynamic)_method.Invoke(client, values)!);
    }

    private static object? Convert(JToken value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsSubclassOf(typeof(JsonModel)))
        {
            var deserialize = typeof(ProcoreJson).GetMethod(nameof(ProcoreJson.Deserialize))!.MakeGenericMethod(target);
            return deserialize.Invoke(null, [value.ToString(Formatting.None)]);
        }
        return target.IsValueType && target.GetConstructor([typeof(string)]) is { } openEnum
            ? openEnum.Invoke([(string?)value])
            : value.ToObject(target);
    }
}
