using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Tests;

/// <summary>Mutates a valid response. The same seed gives the same response.</summary>
internal sealed class ResponseGenerator(int seed)
{
    private static readonly string[] OddJson =
    [
        "null", "true", "false", "0", "-1", "55.0", "1.5", "1e40", "010", "0x1F", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "\"\"", "\" \"", "\"0\"", "\"55\"", "\"true\"", "\"failed\"", "\"\\ud83d\"", "\"\\u0000\"", "\"😀\"", "\"2026-02-30\"", "\"2016-12-31T23:59:60Z\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"", "[]", "{}", "[[]]", "[null]", "{\"id\":55}", "{\"\":\"\"}", "{\"errors\":\"No\"}",
        "{\"base\":[\"No\"]}", "NaN", "undefined", "'x'", $"\"{new string('x', 3000)}\"", $"{new string('[', 200)}{new string(']', 200)}",
    ];

    private static readonly string[] OddNames = ["", "id", "ID", "Id", "data", "errors", "error", "entities", "status", "success", "5000000001", "$ref", "__proto__", "naïve"];

    private static readonly byte[][] OddBytes = [[0], [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], "\""u8.ToArray(), "}"u8.ToArray(), ",,"u8.ToArray(), "/* */"u8.ToArray(), "<html>"u8.ToArray()];

    private static readonly string[] OddBodies = ["", " ", "null", "\"\"", "0", "[", "{}", "[]", "<html><body>502</body></html>", "OK", "{\"errors\":{}}", "{\"message\":null}", "{\"error\":{\"message\":[]}}"];

    private static readonly string[] OddContentTypes = ["", "text/html", "application/json; charset=utf-8", "application/json; charset=nonsense", "text/plain", ";;", "application/vnd.api+json"];

    private static readonly (string Name, string[] Values)[] OddHeaders =
    [
        ("Total", ["0", "1", "-1", "3", "x", "99999999999999999999", ""]),
        ("Per-Page", ["0", "1", "-1", "2", "x", "99999999999999999999"]),
        ("Link", ["", "<>", "<http://x/?page=2>; rel=\"next\"", "<http://x/?page=0>; rel=\"next\"", "<http://x/?page=x>; rel=last", "nonsense; ; ,", "<http://x/?page=1>; rel=\"next\""]),
        ("Retry-After", ["0", "-1", "x", "2000000000", "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"]),
        ("X-Rate-Limit-Remaining", ["0", "-1", "x", "99999999999999999999"]),
        ("X-Rate-Limit-Reset", ["0", "-1", "253402300799", "x"]),
        ("X-Rate-Limit-Limit", ["0", "x"]),
        ("X-Request-Id", ["", "a, b", "\u00fc"]),
        ("Date", ["x", "Sun, 06 Nov 1994 08:49:37 GMT"]),
    ];

    private static readonly int[] OddStatuses = [200, 201, 202, 204, 206, 207, 299, 301, 304, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 429, 451, 500, 501, 502, 503, 504, 505, 507, 520, 524, 599];

    private static readonly ConcurrentDictionary<string, JToken> Parsed = new(StringComparer.Ordinal);

    private readonly Random _random = new(seed);

    public FuzzedResponse Mutate(int status, string body)
    {
        var root = new JArray(Parsed.GetOrAdd(body, Read).DeepClone());
        for (var times = _random.Next(4); times > 0; times--)
            MutateOne(root);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(root.Select(token => token.ToString(Formatting.None))));
        if (IsOneIn(12))
            bytes = Encoding.UTF8.GetBytes(Pick(OddBodies));
        if (IsOneIn(6))
            bytes = MutateBytes(bytes);
        var headers = OddHeaders.Where(_ => IsOneIn(8)).Select(header => (header.Name, Pick(header.Values))).ToList();
        return new FuzzedResponse(IsOneIn(6) ? Pick(OddStatuses) : status, bytes, IsOneIn(10) ? Pick(OddContentTypes) : "application/json", headers);
    }

    private void MutateOne(JArray root)
    {
        var token = Pick(root.Descendants().ToList());
        switch (_random.Next(8))
        {
            case 0 when token is JProperty:
                token.Remove();
                break;
            case 1 when token is JProperty property && property.Parent is JObject parent && Pick(OddNames) is var name && parent[name] is null:
                property.Replace(new JProperty(name, property.Value));
                break;
            case 2 when token is JArray array && array != root:
                array.Add(Odd());
                break;
            case 3 when token is JArray { Count: > 0 } array && array != root:
                array.Add(Pick(array.ToList()).DeepClone());
                break;
            case 4 when token is JObject members && Pick(OddNames) is var name && members[name] is null:
                members.Add(name, Odd());
                break;
            case 5 when token is not JProperty:
                token.Replace(new JObject { ["data"] = token.DeepClone() });
                break;
            case 6 when token is not JProperty:
                token.Replace(new JArray(token.DeepClone()));
                break;
            default:
                if (token is JProperty member)
                    member.Value = Odd();
                else
                    token.Replace(Odd());
                break;
        }
    }

    private byte[] MutateBytes(byte[] bytes)
    {
        var at = _random.Next(bytes.Length + 1);
        return _random.Next(4) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. Pick(OddBytes), .. bytes[at..]],
            2 when at < bytes.Length => [.. bytes[..at], (byte)_random.Next(256), .. bytes[(at + 1)..]],
            // A repeated part makes duplicate members and values.
            _ => [.. bytes, .. bytes[at..]],
        };
    }

    private JRaw Odd() => new(IsOneIn(5) ? _random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture) : Pick(OddJson));

    private bool IsOneIn(int count) => _random.Next(count) == 0;

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static JToken Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
}
