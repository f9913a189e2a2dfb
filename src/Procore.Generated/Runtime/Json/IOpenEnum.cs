namespace Procore.Generated.Json;

/// <summary>An enum whose values Procore can extend.</summary>
internal interface IOpenEnum<out TSelf>
{
    string Value { get; }

    TSelf Create(string value);
}
