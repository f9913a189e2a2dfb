using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A sync of any items, before a server of any whim.</summary>
internal sealed record SyncCase(IReadOnlyList<SyncCase.Kind> Kinds, IReadOnlyList<int> Keys, int BatchSize, int? FailingRequest, int FailingStatus, int Whim)
{
    public enum Kind
    {
        Id,
        OriginId,
        Both,
        New,
        WrongId,
        BlankOriginId,
        NewWithoutLastName,
    }

    public int Count => Kinds.Count;

    public static Arbitrary<SyncCase> Any() => Arb.From(
        from kinds in Gen.Elements(Kind.Id, Kind.OriginId, Kind.Both, Kind.New, Kind.New, Kind.Id, Kind.WrongId, Kind.BlankOriginId, Kind.NewWithoutLastName).ListOf()
        // Few keys, so that there are duplicates.
        from keys in Gen.Choose(1, 12).ListOf(kinds.Count)
        from batchSize in Gen.Choose(1, 8)
        from failing in Gen.Frequency((2, Gen.Constant<int?>(null)), (3, Gen.Choose(1, 6).Select(request => (int?)request)))
        from status in Gen.Elements(400, 403, 429, 408, 500, 503, 0, 200)
        from whim in Gen.Choose(0, int.MaxValue - 1)
        select new SyncCase([.. kinds], [.. keys], batchSize, failing, status, whim));

    public CompanyUserSyncItem Item(int position)
    {
        var key = Keys[position];
        // A mark by which a new one can be told from another with the same address.
        var item = new CompanyUserSyncItem { EmployeeId = Mark(position) };
        switch (Kinds[position])
        {
            case Kind.Id:
                item.Id = key;
                break;
            case Kind.OriginId:
                item.OriginId = $"origin-{key}";
                break;
            case Kind.Both:
                item.Id = key;
                item.OriginId = $"origin-{key + 1}";
                break;
            case Kind.New:
                item.LastName = "L";
                item.EmailAddress = $"new{key / 4}@example.com";
                break;
            case Kind.WrongId:
                item.Id = -key;
                break;
            case Kind.BlankOriginId:
                item.OriginId = " ";
                break;
            case Kind.NewWithoutLastName:
                item.EmailAddress = "a@example.com";
                break;
        }
        return item;
    }

    /// <summary>Whether an item is sent: it is right, and no earlier one that is sent has a key of its.</summary>
    public IReadOnlyList<bool> Sendable()
    {
        var taken = new HashSet<string>();
        var sendable = new List<bool>();
        for (var position = 0; position < Count; position++)
        {
            var item = Item(position);
            string[] keys = [.. item.Id.Or(null) is { } id ? [$"id {id}"] : Array.Empty<string>(), .. item.OriginId.Or(null) is { } originId ? [$"origin {originId}"] : Array.Empty<string>()];
            var isRight = Kinds[position] is Kind.Id or Kind.OriginId or Kind.Both or Kind.New;
            sendable.Add(isRight && !taken.Overlaps(keys));
            if (sendable[position])
                taken.UnionWith(keys);
        }
        return sendable;
    }

    /// <summary>What the server makes of an item that it gets.</summary>
    public SyncStatus FateOf(int position) => new Random(unchecked(Whim + (position * 7919))).Next(10) switch
    {
        < 6 => SyncStatus.Saved,
        < 9 => SyncStatus.Refused,
        _ => SyncStatus.Unmentioned,
    };

    /// <summary>The answer to a request, all of it in any order.</summary>
    public HttpResponseMessage Answer(SentRequest request, int number)
    {
        if (number == FailingRequest)
            return FailingStatus == 0 ? throw new HttpRequestException("Reset.") : Tests.Answer.Json("<html>", FailingStatus);
        var updates = request.Updates().Select(update => (Update: update, Position: PositionOf(update))).ToArray();
        new Random(unchecked(Whim + number)).Shuffle(updates);
        return Tests.Answer.Json(SyncBody.Result(
            updates.Where(sent => FateOf(sent.Position) == SyncStatus.Saved).Select(sent => SyncBody.Saved(sent.Update, sent.Position)),
            updates.Where(sent => FateOf(sent.Position) == SyncStatus.Refused).Select(sent => SyncBody.Refused(sent.Update, "base", Mark(sent.Position)))).ToString());
    }

    public static string Mark(long position) => string.Create(CultureInfo.InvariantCulture, $"item {position}");

    private static int PositionOf(JObject update) => int.Parse(((string)update["employee_id"]!).Split(' ')[1], CultureInfo.InvariantCulture);
}
