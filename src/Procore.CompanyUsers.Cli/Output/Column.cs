namespace Procore.CompanyUsers.Cli.Output;

/// <summary>A column of a table, or a property of a JSON object.</summary>
/// <param name="Name">Its name for programs, such as <c>job_title</c>.</param>
/// <param name="Value">What a row has there: text, a number, a truth value, a time, or null.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Value)
{
    /// <summary>Its name for people, such as <c>Job title</c>.</summary>
    public string Heading => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');
}
