namespace SpecTool;

/// <summary>An input that can't be used. The message is one line for the user of the tool.</summary>
internal sealed class SpecException(string message) : Exception(message);
