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
        var id = IdIn(reply.Body);
        var errors = ModelShapes.FailureOfBatch(reply.Body);
        reply.ThrowIfRefused(id is null || errors.Count == 0 ? errors : [.. errors, new ProcoreErrorMessage(null, $"The response has the id of batch {id}; GetBulkJob gets its status.")]);
        return id ?? throw reply.Lacks("the id of the batch, which may have been started");
    }

    private static string? IdIn(object? body)
    {
        var data = body is Dictionary<string, object?> map ? map.At("data") ?? map : body;
        if (data is List<object?> { Count: 1 } list)
            data = list[0];
        var value = data is Dictionary<string, object?> batch ? IdNames.Select(name => batch.At(name)).FirstOrDefault(value => value is not null) : null;
        var id = value switch
        {
            // A flag's text has the characters of an id.
            bool => null,
            decimal number when decimal.Truncate(number) == number => decimal.Truncate(number).ToString(CultureInfo.InvariantCulture),
            _ => PlainJson.TextOf(value),
        };
        return IsId(id) ? id : null;
    }
}
