using Newtonsoft.Json.Linq;

namespace SpecTool;

/// <summary>The corrected document, and what its makers should still write.</summary>
internal sealed record BuiltSpec(JObject Json, int OperationCount, int SchemaCount, IReadOnlyList<string> Warnings);
