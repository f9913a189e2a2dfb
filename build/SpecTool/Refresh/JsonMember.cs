namespace SpecTool.Refresh;

internal readonly record struct JsonMember(string Name, JsonPart Value);
