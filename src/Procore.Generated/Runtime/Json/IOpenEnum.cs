namespace Procore.Generated.Json;

/// <summary>A set of named values to which Procore may add.</summary>
internal interface IOpenEnum<out TSelf>
{
    string Value { get; }

    TSelf Create(string value);
}
