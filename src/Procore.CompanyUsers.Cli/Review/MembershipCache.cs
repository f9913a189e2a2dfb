using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.CompanyUsers.Cli.Review;

/// <summary>What a review has read of memberships so far, in a file beside its result, so that a run that was stopped continues.</summary>
internal sealed class MembershipCache : IAsyncDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Dictionary<string, IReadOnlyList<(long User, ReviewedProject Project)>> _read = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly StreamWriter _writer;

    private MembershipCache(string path, StreamWriter writer) => (_path, _writer) = (path, writer);

    /// <summary>The number of parts that an earlier run has read.</summary>
    public int Count => _read.Count;

    /// <param name="path">The path of the review's result.</param>
    /// <param name="source">What the review reads: another one can't continue it.</param>
    /// <param name="now">The time.</param>
    public static async Task<MembershipCache> OpenAsync(string path, string source, DateTimeOffset now)
    {
        path += ".partial";
        var lines = File.Exists(path) ? await File.ReadAllLinesAsync(path).ConfigureAwait(false) : [];
        var isUsable = lines.Length > 0 && Parse(lines[0]) is { } head && (string?)head["source"] == source
            && DateTimeOffset.TryParse((string?)head["started"], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started) && now - started < Lifetime;
        if (!isUsable)
        {
            File.Delete(path);
            lines = [new JsonObject { ["source"] = source, ["started"] = now.ToString("O", CultureInfo.InvariantCulture) }.ToJsonString()];
        }
        // The last line may be incomplete, so the file is rewritten.
        var usable = lines.Where(line => Parse(line) is not null).ToList();
        File.Delete(path);
        var cache = new MembershipCache(path, new StreamWriter(PrivateFiles.Create(path)) { AutoFlush = true });
        foreach (var line in usable)
            await cache._writer.WriteLineAsync(line).ConfigureAwait(false);
        foreach (var part in usable.Skip(1).Select(line => Parse(line)!))
            cache._read[(string)part["part"]!] = [.. part["members"]!.AsArray().Select(member => Read(member!))];
        return cache;
    }

    /// <summary>The memberships of a part: from the file, or read now and kept.</summary>
    public async Task<IReadOnlyList<(long User, ReviewedProject Project)>> GetAsync(string part, Func<Task<IReadOnlyList<(long User, ReviewedProject Project)>>> read)
    {
        if (_read.TryGetValue(part, out var known))
            return known;
        var members = await read().ConfigureAwait(false);
        await _writer.WriteLineAsync(new JsonObject { ["part"] = part, ["members"] = new JsonArray([.. members.Select(Write)]) }.ToJsonString()).ConfigureAwait(false);
        return _read[part] = members;
    }

    public bool Has(string part) => _read.ContainsKey(part);

    /// <summary>Deletes the file when the review is complete.</summary>
    public async Task CompleteAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        File.Delete(_path);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static JsonNode Write((long User, ReviewedProject Project) member) => new JsonObject
    {
        ["user"] = member.User,
        ["project"] = member.Project.Id,
        ["name"] = member.Project.Name,
        ["template"] = member.Project.Template,
        ["roles"] = member.Project.Roles is { } roles ? new JsonArray([.. roles.Select(role => (JsonNode?)JsonValue.Create(role))]) : null,
    };

    private static (long User, ReviewedProject Project) Read(JsonNode member) => (
        (long)member["user"]!,
        new ReviewedProject((long)member["project"]!, (string)member["name"]!, (string?)member["template"], member["roles"] is JsonArray roles ? [.. roles.Select(role => (string)role!)] : null));

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
