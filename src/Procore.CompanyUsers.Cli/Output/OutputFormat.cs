namespace Procore.CompanyUsers.Cli.Output;

/// <summary>How a command writes what it found to the standard output.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For programs, under Procore's names.</summary>
    Json,

    /// <summary>For programs and spreadsheets; <c>push</c> reads it back.</summary>
    Csv,
}
