namespace Procore.CompanyUsers.Cli.Output;

/// <summary>The format of the standard output.</summary>
internal enum OutputFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>JSON with Procore's field names.</summary>
    Json,

    /// <summary>CSV for programs and spreadsheets; <c>push</c> can read it.</summary>
    Csv,
}
