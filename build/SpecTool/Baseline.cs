using Newtonsoft.Json.Linq;
using SpecTool.OpenApi;
using SpecTool.Rules;

namespace SpecTool;

/// <summary>What a new document is compared with. Comparisons read it only, so one serves for any number of new documents.</summary>
/// <param name="published">What was published until now.</param>
/// <param name="retired">What had been published before that, and is still generated.</param>
internal sealed class Baseline(JObject published, JObject retired)
{
    public OpenApiDocument Published { get; } = OpenApiDocument.Parse(published, Conflict.Published);

    public JObject Retired => retired;

    /// <summary>The published document with everything that is retired.</summary>
    public OpenApiDocument All { get; } = RetiredParts.Add(OpenApiDocument.Parse((JObject)published.DeepClone(), Conflict.Published), retired);
}
