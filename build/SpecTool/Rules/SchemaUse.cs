using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;

namespace SpecTool.Rules;

/// <summary>A schema in the place where an operation uses it: in a body (`Status` is null) or in an answer.</summary>
internal sealed record SchemaUse(Operation Operation, string? Status, JObject Schema);
