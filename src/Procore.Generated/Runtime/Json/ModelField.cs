namespace Procore.CompanyUsers.Models;

/// <summary>
/// A field of a model that is sent to Procore: its names and its type.
/// </summary>
/// <remarks>Generated from the schema, so new properties of Procore are included automatically.</remarks>
public sealed class ModelField
{
    private ModelField(string name, string propertyName, Type type)
    {
        Name = name;
        PropertyName = propertyName;
        Type = type;
    }

    /// <summary>
    /// The name in JSON, such as <c>job_title</c>. <see cref="JsonModel.TryGetValue" /> takes it.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// The name of the .NET property, such as <c>JobTitle</c>. <see cref="JsonModel.IsGiven" /> takes it.
    /// </summary>
    public string PropertyName { get; }

    /// <summary>
    /// The type of the value, such as <see cref="string" />, <see cref="long" /> or <see cref="bool" />, without its nullability.
    /// </summary>
    public Type Type { get; }

    internal static ModelField Of<T>(string name, string propertyName) => new(name, propertyName, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
}
