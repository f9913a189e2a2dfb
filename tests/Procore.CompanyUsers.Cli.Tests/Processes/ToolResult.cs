namespace Procore.CompanyUsers.Cli.Tests.Processes;

/// <summary>What a run of the tool left behind.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);
