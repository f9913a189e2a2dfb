using System.Net;
using System.Text;
using System.Text.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>A response that a generator has made.</summary>
internal sealed record FuzzedResponse(int Status, byte[] Body, string ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Text { get; } = Encoding.UTF8.GetString(Body);

    /// <summary>The id at the top of the body, as another JSON reader sees it; null if it isn't a plain 64-bit integer there.</summary>
    public long? Id() => Read(root => root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count(property => property.Name == "id") == 1
        && root.GetProperty("id") is { ValueKind: JsonValueKind.Number } id && id.TryGetInt64(out var value) ? (long?)value : null);

    /// <summary>The number of items in the arrays at the top of the body, as another JSON reader sees them.</summary>
    public int Items() => Read(root => root.ValueKind != JsonValueKind.Object ? 0 : root.EnumerateObject().Sum(property => property.Value.ValueKind == JsonValueKind.Array ? property.Value.GetArrayLength() : 0));

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        foreach (var (name, value) in Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private T? Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: the name of a property isn't valid UTF-8.
            return default;
        }
    }

    public override string ToString() => $"{Status} {ContentType} {string.Join(", ", Headers.Select(header => $"{header.Name}: {header.Value}"))}\n{Text}";
}
