using System.Reflection;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A value for each type that a model's property can have, harder than everyday ones.</summary>
internal static class SampleJson
{
    private const string Text = "Zoë \"Ö\" \\ 日本\n\u2028";
    private const string Time = "2026-11-22T08:30:00.1234567+02:00";

    public static JToken Of(Type type)
    {
        if (type == typeof(string)) return Text;
        if (type == typeof(long)) return 562949953421313L;
        if (type == typeof(int)) return 2147483647;
        if (type == typeof(bool)) return true;
        if (type == typeof(double)) return 0.1;
        if (type == typeof(DateTimeOffset)) return Time;
        if (type == typeof(object)) return Unknown();
        if (type.IsSubclassOf(typeof(JsonModel))) return ModelShape.All.Single(shape => shape.Type == type).Sample();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new JArray(Of(type.GetGenericArguments()[0]), Of(type.GetGenericArguments()[0]));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return new JObject { ["1234"] = Of(type.GetGenericArguments()[1]), [string.Empty] = Of(type.GetGenericArguments()[1]) };
        if (IsOpenEnum(type)) return "not_known_yet";
        throw new ArgumentException($"No sample for {type}.", nameof(type));
    }

    /// <summary>Every kind of JSON value, nested.</summary>
    public static JObject Unknown() => (JObject)Json.Parse("""
        {
          "text": "2026-11-22T08:30:00+02:00", "integer": 9007199254740993, "beyond": 123456789012345678901234567890,
          "fraction": -1.5e-7, "yes": true, "no": false, "nothing": null,
          "list": [1, "two", null, [], {}, [[3]]], "object": {"": {"deep": [{"deeper": null}]}}
        }
        """);

    public static bool IsOpenEnum(Type type) =>
        type.IsValueType && type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, [typeof(string)]) is not null;
}
