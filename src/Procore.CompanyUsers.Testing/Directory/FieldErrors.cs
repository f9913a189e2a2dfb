using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>The reasons why a write was refused: messages per field.</summary>
internal sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    public bool Any => _messages.Count > 0;

    /// <summary>Whether all errors are values that another user already has.</summary>
    public bool AreConflicts { get; private set; } = true;

    public void Add(string field, string message)
    {
        AreConflicts = false;
        MessagesOf(field).Add(message);
    }

    public void AddTaken(string field) => MessagesOf(field).Add("has already been taken");

    public void AddForbidden(string field) => Add(field, "may only be set by a Directory Admin");

    public JsonObject ToJson() => new(_messages.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, new JsonArray([.. field.Value.Select(message => (JsonNode?)message)]))));

    public override string ToString() => string.Join("; ", _messages.Select(field => $"{field.Key} {string.Join(", ", field.Value)}"));

    private List<string> MessagesOf(string field)
    {
        if (!_messages.TryGetValue(field, out var messages))
            _messages.Add(field, messages = []);
        return messages;
    }
}
