namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>The outcome of a run of the tool.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);
