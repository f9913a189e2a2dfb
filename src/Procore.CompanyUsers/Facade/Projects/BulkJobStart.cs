using System.Globalization;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>Checks the items of a batch, and reads its id from the response.</summary>
internal static class BulkJobStart
{
    private static readonly string[] IdNames = ["bid", "id", "batch_id"];

    /// <summary>An id is part of a path, so it must not contain characters that change the path.</summary>
    public static bool IsId(string? id) => !string.IsNullOrEmpty(id) && id!.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_');

    /// <summary>A batch has no outcome per item, so errors must be found before it starts.</summary>
    public static void Check(IReadOnlyList<ProjectMember> members, string parameter)
    {
        if (members.Count == 0)
            throw new ArgumentException("A batch needs at least one item.", parameter);
        var run = new Dictionary<(long, long), int>();
        for (var position = 0; position < members.Count; position++)
        {
            var member = members[position] ?? throw new ArgumentException($"Item {position} is null.", parameter);
            if (ProjectChangeSender.Wrong(member, clears: false) is { } wrong)
                throw new ArgumentException($"Item {position}: {wrong.Message}", parameter);
            if (run.TryGetValue((member.UserId, member.ProjectId), out var first))
                throw new ArgumentException($"Item {position} has the same user and project as item {first}. Remove one of them.", parameter);
            run.Add((member.UserId, member.ProjectId), position);
        }
    }

    /// <summary>Procore doesn't document this response. The status of a batch calls the id <c>bid</c>.</summary>
    public static string IdOf(ProjectReply reply)
    {
        var data = reply.Body is Dictionary<string, object?> body ? body.At("data") ?? body : reply.Body;
        if (data is List<object?> { Count: 1 } list)
            data = list[0];
        var id = data is Dictionary<string, object?> batch
            ? IdNames.Select(name => batch.At(name)).FirstOrDefault(value => value is not null) switch
            {
                string text => text,
                long number => number.ToString(CultureInfo.InvariantCulture),
                _ => null,
            }
            : null;
        return IsId(id)
            ? id!
            : throw new ProcoreException($"Procore answered {reply.StatusCode} to {reply.Operation}: it started a batch, but the response has no id.");
    }
}
