using System.Reflection;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A generated model, with the JSON name of each property as it shows when only that property is set.</summary>
internal sealed class ModelShape
{
    private static readonly MethodInfo DeserializeMethod = typeof(ProcoreJson).GetMethod(nameof(ProcoreJson.Deserialize))!;

    private ModelShape(Type type)
    {
        Type = type;
        Properties =
        [
            .. type.GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(Avatar))
                .Select(property => new ModelProperty(property, JsonNameOf(property))),
        ];
    }

    public static IReadOnlyList<ModelShape> All { get; } =
    [
        .. typeof(JsonModel).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonModel)) && !type.IsAbstract)
            .Select(type => new ModelShape(type)),
    ];

    public static IEnumerable<TestCaseData> Cases() => All.Select(Case);

    public static IEnumerable<TestCaseData> WriteCases() => All.Where(shape => shape.IsWrite).Select(Case);

    public static IEnumerable<TestCaseData> CasesButUsers() => All.Where(shape => !typeof(CompanyUser).IsAssignableFrom(shape.Type)).Select(Case);

    public static IEnumerable<TestCaseData> PropertyCases() => PropertiesWhere(_ => true);

    public static IEnumerable<TestCaseData> NullablePropertyCases() => PropertiesWhere(property => property.TakesNull);

    public static IEnumerable<TestCaseData> ModelListCases() => PropertiesWhere(property =>
        property.ValueType.IsGenericType && property.ValueType.GetGenericArguments()[0].IsSubclassOf(typeof(JsonModel)));

    public Type Type { get; }

    public IReadOnlyList<ModelProperty> Properties { get; }

    public bool IsWrite => Create().IsSent;

    public JsonModel Create() => (JsonModel)Activator.CreateInstance(Type)!;

    public JsonModel Read(string json) =>
        (JsonModel)DeserializeMethod.MakeGenericMethod(Type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [json], null)!;

    public JObject RoundTrip(JObject json) => (JObject)Json.Parse(ProcoreJson.Serialize(Read(json.ToString())));

    /// <summary>A JSON object with every property filled, and so on inside.</summary>
    public JObject Sample()
    {
        var sample = new JObject();
        foreach (var property in Properties)
            sample[property.JsonName] = SampleJson.Of(property.ValueType);
        return sample;
    }

    private static TestCaseData Case(ModelShape shape) => new TestCaseData(shape).SetArgDisplayNames(shape.Type.Name);

    private static IEnumerable<TestCaseData> PropertiesWhere(Func<ModelProperty, bool> isMeant) =>
        from shape in All
        from property in shape.Properties
        where isMeant(property)
        select new TestCaseData(shape, property).SetArgDisplayNames(shape.Type.Name, property.Name);

    private static string JsonNameOf(PropertyInfo property)
    {
        var model = (JsonModel)Activator.CreateInstance(property.ReflectedType!)!;
        property.SetValue(model, ModelProperty.IsOptionalType(property.PropertyType) ? ModelProperty.SetToNull(property.PropertyType) : null);
        return ((JObject)Json.Parse(ProcoreJson.Serialize(model))).Properties().Single().Name;
    }
}
