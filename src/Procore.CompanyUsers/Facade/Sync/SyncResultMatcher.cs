using Procore.CompanyUsers.Models;
using Procore.Generated.Errors;
using Procore.Generated.Json;

namespace Procore.CompanyUsers;

/// <summary>
/// Finds the result of each item in a response: by id, by origin id, then by the attributes that both have.
/// </summary>
internal sealed class SyncResultMatcher
{
    private readonly IReadOnlyList<PositionedItem<CompanyUserSyncItem>> _sent;
    private readonly SyncOutcome?[] _outcomes;
    private readonly List<ProcoreErrorMessage> _unclaimed = [];
    private readonly Dictionary<string, object?>?[] _attributes;
    private readonly Dictionary<long, int> _byId = [];
    private readonly Dictionary<string, int> _byOriginId = new(StringComparer.Ordinal);
    private Dictionary<string, List<int>>? _byEmailAddress;

    private SyncResultMatcher(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> sent)
    {
        _sent = sent;
        _outcomes = new SyncOutcome?[sent.Count];
        _attributes = new Dictionary<string, object?>?[sent.Count];
        for (var i = 0; i < sent.Count; i++)
        {
            if (sent[i].Item.Id.Or(null) is { } id)
                _byId[id] = i;
            else if (sent[i].Item.OriginId.Or(null) is { } originId)
                _byOriginId[originId] = i;
        }
    }

    /// <returns>An outcome for each item, in the order in which they were sent.</returns>
    public static IReadOnlyList<SyncOutcome> Match(IReadOnlyList<PositionedItem<CompanyUserSyncItem>> sent, CompanyUserSyncResult result)
    {
        var general = new List<ProcoreErrorMessage>(DoubtsOf(result));
        if (result is { Entities: null, Errors: null, UnreadProperties.Count: 0 } && result.TryGetRaw("data", out var data)
            && (OfUsers(data) ?? ModelShapes.Wrapped<CompanyUserSyncResult>(result, "data")) is { } wrapped)
        {
            general.AddRange(DoubtsOf(wrapped));
            result = wrapped;
        }
        var matcher = new SyncResultMatcher(sent);
        var strays = new List<CompanyUser>();
        // Errors repeat what was sent exactly, so they are matched before users, whose values Procore may have normalized.
        foreach (var error in matcher.ReadAll(result.Errors, result, "errors", isError: true))
            matcher.Take(error, strays);
        foreach (var user in matcher.ReadAll(result.Entities, result, "entities", isError: false))
            matcher.Take(user, strays);
        return matcher.Complete(strays, general);
    }

    /// <summary>What the response says of all items, if that isn't a success.</summary>
    private static IReadOnlyList<ProcoreErrorMessage> DoubtsOf(CompanyUserSyncResult result) => ModelShapes.VerdictOfAll(result, hasErrors: result.Errors is { Count: > 0 }) switch
    {
        { Meaning: StatedResult.Meaning.Success } => [],
        { Messages.Count: > 0 } verdict => verdict.Messages,
        _ => [new ProcoreErrorMessage(null, "Procore's response has a result that isn't one of success.")],
    };

    /// <summary>The result that is a list of users without its object; null if the value isn't such a list.</summary>
    public static CompanyUserSyncResult? OfUsers(object? value) =>
        value is List<object?> { Count: > 0 } users && users.TrueForAll(user => user is Dictionary<string, object?> map && !map.ContainsKey("entities"))
            ? ModelShapes.Read<CompanyUserSyncResult>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["entities"] = users })
            : null;

    /// <summary>The users or errors of a list as far as they can be read, even if the response has another value in place of the list.</summary>
    private IEnumerable<CompanyUser> ReadAll<T>(IReadOnlyList<T>? list, CompanyUserSyncResult result, string name, bool isError)
        where T : CompanyUser, new()
    {
        if (list is not null)
            return list;
        return result.UnreadProperties.TryGetValue(name, out var raw) ? ReadRaw<T>(raw, isError) : [];
    }

    private List<CompanyUser> ReadRaw<T>(object? raw, bool isError)
        where T : CompanyUser, new()
    {
        switch (raw)
        {
            case T model:
                return [model];
            case List<object?> items:
                return [.. items.SelectMany(item => ReadRaw<T>(item, isError))];
            case Dictionary<string, object?> map when isError && StatedResult.SaysNothing(map):
                return [];
            case Dictionary<string, object?> { Count: > 0 } map when map.Values.All(value => value is Dictionary<string, object?>) && !map.ContainsKey("errors"):
                // One user or error per key, such as its position.
                return [.. map.Values.SelectMany(value => ReadRaw<T>(value, isError))];
            case Dictionary<string, object?> { Count: > 0 } map when !isError || IsOfOneItem(map):
                return [ModelShapes.Read<T>(map)];
            default:
                if (isError && !StatedResult.SaysNothing(raw))
                    _unclaimed.AddRange(ModelShapes.MessagesOf(raw));
                return [];
        }
    }

    /// <summary>Whether an error names its item. A key of an item can also be the field that a message is about.</summary>
    private bool IsOfOneItem(Dictionary<string, object?> error) =>
        error.ContainsKey("errors")
        || (PlainJson.TextOf(error.At("id")) is { } id && id.All(char.IsDigit))
        || (PlainJson.TextOf(error.At("origin_id")) is { } originId && _sent.Any(entry => string.Equals(entry.Item.OriginId.Or(null), originId, StringComparison.OrdinalIgnoreCase)))
        || PlainJson.TextOf(error.At("email_address"))?.Contains('@') == true;

    private void Take(CompanyUser answer, List<CompanyUser> strays)
    {
        if (Find(answer) is { } index)
            _outcomes[index] = Outcome(_sent[index], answer);
        else
            strays.Add(answer);
    }

    /// <summary>An echo of an item without an origin id may have a blank one.</summary>
    private static string? OriginIdOf(CompanyUser answer) => string.IsNullOrWhiteSpace(answer.OriginId) ? null : answer.OriginId;

    private int? Find(CompanyUser answer)
    {
        if (_byId.TryGetValue(answer.Id, out var index) && _outcomes[index] is null)
            return index;
        if (OriginIdOf(answer) is { } originId)
            return _byOriginId.TryGetValue(originId, out index) && _outcomes[index] is null ? index : FindByFoldedOriginId(originId.Trim());
        // A result with the id of an item that was sent belongs to no other item.
        return _byId.ContainsKey(answer.Id) ? null : FindByAttributes(answer);
    }

    /// <summary>Procore may store an origin id in another case. A result that could belong to two items is assigned to neither.</summary>
    private int? FindByFoldedOriginId(string originId)
    {
        var candidates = _byOriginId
            .Where(pair => _outcomes[pair.Value] is null && string.Equals(pair.Key, originId, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Value)
            .Take(2)
            .ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private int? FindByAttributes(CompanyUser answer)
    {
        if (answer.EmailAddress is not { } emailAddress)
            return null;
        _byEmailAddress ??= KeylessByEmailAddress();
        if (!_byEmailAddress.TryGetValue(emailAddress.Trim(), out var candidates))
            return null;
        var open = candidates.FindAll(i => _outcomes[i] is null);
        return open.Count switch
        {
            0 => null,
            1 => open[0],
            _ => Closest(open, AttributesOf(answer)),
        };
    }

    private Dictionary<string, List<int>> KeylessByEmailAddress()
    {
        var byEmailAddress = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _sent.Count; i++)
        {
            var item = _sent[i].Item;
            if (item.Id.Or(null) is not null || item.OriginId.Or(null) is not null || item.EmailAddress.Or(null) is not { } emailAddress)
                continue;
            if (!byEmailAddress.TryGetValue(emailAddress.Trim(), out var indexes))
                byEmailAddress[emailAddress.Trim()] = indexes = [];
            indexes.Add(i);
        }
        return byEmailAddress;
    }

    /// <summary>The candidate with the fewest different attributes, then the most equal ones, then the fewest missing ones; the first of equals.</summary>
    private int Closest(List<int> candidates, Dictionary<string, object?> answer) => candidates
        .Select(i => (Index: i, Attributes: _attributes[i] ??= AttributesOf(_sent[i].Item)))
        .OrderBy(candidate => candidate.Attributes.Count(sent => answer.TryGetValue(sent.Key, out var given) && !AreEqual(given, sent.Value)))
        .ThenByDescending(candidate => candidate.Attributes.Count(sent => answer.TryGetValue(sent.Key, out var given) && AreEqual(given, sent.Value)))
        .ThenBy(candidate => candidate.Attributes.Count)
        .First().Index;

    private static Dictionary<string, object?> AttributesOf(JsonModel model) => (Dictionary<string, object?>)PlainJson.Of<object?>(model)!;

    private static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (List<object?> these, List<object?> those) => these.Count == those.Count && these.Zip(those, AreEqual).All(isEqual => isEqual),
        (Dictionary<string, object?> these, Dictionary<string, object?> those) =>
            these.Count == those.Count && these.All(pair => those.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other)),
        _ => Equals(left, right),
    };

    private SyncOutcome[] Complete(List<CompanyUser> strays, List<ProcoreErrorMessage> general)
    {
        var open = Enumerable.Range(0, _outcomes.Length).Where(i => _outcomes[i] is null).ToList();
        if (open.Count == 1 && strays.Count == 1 && !Contradicts(_sent[open[0]].Item, strays[0]))
            _outcomes[open[0]] = Outcome(_sent[open[0]], strays[0]);
        else
            Leave(open, strays);
        // If every item has a result, an error that names no item may be about all of them.
        if (open.Count == 0)
            general = [.. general, .. _unclaimed];
        if (general.Count == 0)
            return _outcomes!;
        return
        [
            .. _outcomes.Select(outcome => outcome!.User is null ? outcome
                : new SyncOutcome(outcome.Position, outcome.Item, SyncStatus.Unmentioned, null, [new ProcoreErrorMessage(null, "Procore's response as a whole isn't a success, so it isn't certain that the item was saved. Look the user up before you send it again."), .. general])),
        ];
    }

    /// <summary>Whether a result has another key than the item, so it can't be the item's even if no other result is left.</summary>
    private bool Contradicts(CompanyUserSyncItem item, CompanyUser answer) =>
        (item.Id.Or(null) != answer.Id && _byId.ContainsKey(answer.Id))
        || (item.Id.Or(null) is null && item.OriginId.Or(null) is null && OriginIdOf(answer) is not null)
        || (item.Id.Or(null) is { } id && answer.IsGiven(nameof(CompanyUser.Id)) && id != answer.Id)
        || (item.Id.Or(null) is null && item.OriginId.Or(null) is { } originId && OriginIdOf(answer) is { } answeredOriginId
            && !string.Equals(originId, answeredOriginId, StringComparison.Ordinal))
        || (item.EmailAddress.Or(null) is { } emailAddress && answer.EmailAddress is { } answeredEmailAddress
            && !string.Equals(emailAddress.Trim(), answeredEmailAddress.Trim(), StringComparison.OrdinalIgnoreCase));

    private void Leave(List<int> open, List<CompanyUser> strays)
    {
        // A message that names no item may be about any item without a result.
        var unclaimed = strays.OfType<CompanyUserSyncError>().SelectMany(MessagesOf).Concat(_unclaimed).ToList();
        foreach (var index in open)
        {
            var messages = new List<ProcoreErrorMessage> { new(null, "Procore's response doesn't mention this item. Look the user up before you send it again.") };
            messages.AddRange(unclaimed);
            _outcomes[index] = new SyncOutcome(_sent[index].Position, _sent[index].Item, SyncStatus.Unmentioned, null, messages);
        }
    }

    private static SyncOutcome Outcome(PositionedItem<CompanyUserSyncItem> entry, CompanyUser answer)
    {
        if (answer is CompanyUserSyncError error)
            return new SyncOutcome(entry.Position, entry.Item, SyncStatus.Refused, null, MessagesOf(error));
        var verdict = ModelShapes.VerdictOf(answer);
        if (verdict.Meaning == StatedResult.Meaning.Failure)
            return new SyncOutcome(entry.Position, entry.Item, SyncStatus.Refused, null, verdict.Messages);
        if (verdict.Meaning == StatedResult.Meaning.Unknown)
            return new SyncOutcome(entry.Position, entry.Item, SyncStatus.Unmentioned, null, [new ProcoreErrorMessage(null, "Procore's response about this item has a result that isn't one of success. Look the user up before you send it again."), .. verdict.Messages]);
        if (answer.Id <= 0)
            return new SyncOutcome(entry.Position, entry.Item, SyncStatus.Unmentioned, null, [new ProcoreErrorMessage("id", "Procore's response about this item has no usable id. Look the user up before you send it again.")]);
        return entry.Item.IsActive.Or(null) is { } wanted && answer.IsActive is { } actual && wanted != actual
            ? new SyncOutcome(entry.Position, entry.Item, SyncStatus.SavedExceptIsActive, answer, [new ProcoreErrorMessage("is_active", $"Saved, but is_active was left as it was; call {(wanted ? "ReactivateAsync" : "DeactivateAsync")}.")])
            : new SyncOutcome(entry.Position, entry.Item, SyncStatus.Saved, answer, []);
    }

    private static IReadOnlyList<ProcoreErrorMessage> MessagesOf(CompanyUserSyncError error)
    {
        var messages = (error.Errors ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
            .SelectMany(field => (field.Value ?? []).Where(message => message is not null).Select(message => new ProcoreErrorMessage(field.Key, message)))
            .Concat(ModelShapes.MessagesIn(error))
            .ToList();
        if (messages.Count == 0)
        {
            foreach (var field in error.UnreadProperties)
                ErrorBody.Gather(PlainJson.Of(field.Value), field.Key, messages);
            if (error.EmailAddress is { } said && said.IndexOf('@') < 0 && said.IndexOf(' ') >= 0)
                messages.Add(new ProcoreErrorMessage("email_address", said));
        }
        return messages.Count > 0 ? messages : [new ProcoreErrorMessage(null, "Procore refused the item without saying why.")];
    }
}
