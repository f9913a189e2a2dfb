namespace Procore.CompanyUsers.Cli.Output;

/// <summary>A column of a table, or a property of a JSON object.</summary>
/// <param name="Name">The name for programs, such as <c>job_title</c>.</param>
/// <param name="Value">Gets the value of a row: text, a number, a Boolean, a time or null.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Value)
{
    /// <summary>The heading for people, such as <c>Job title</c>.</summary>
    public string Heading => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');
}
