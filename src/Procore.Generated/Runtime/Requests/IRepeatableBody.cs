namespace Procore.Generated.Requests;

/// <summary>A body that decides whether its request can be sent twice.</summary>
internal interface IRepeatableBody
{
    bool IsRepeatable { get; }
}
