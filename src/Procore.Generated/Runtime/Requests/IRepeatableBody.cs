namespace Procore.Generated.Requests;

/// <summary>A body that decides whether its request may be sent twice.</summary>
internal interface IRepeatableBody
{
    bool IsRepeatable { get; }
}
