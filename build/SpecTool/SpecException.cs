namespace SpecTool;

/// <summary>What the input makes impossible: one line, told to whoever runs the tool.</summary>
internal sealed class SpecException(string message) : Exception(message);
