using System.Text;
using System.Text.Json;
using Procore.CompanyUsers.Cli.Tables;
using Spectre.Console;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>Writes rows to the standard output in the requested format.</summary>
internal sealed class Rows(Terminal terminal, OutputFormat format)
{
    public OutputFormat Format => format;

    /// <param name="columns">The columns of a row.</param>
    /// <param name="rows">The rows; JSON and CSV write each one as it arrives.</param>
    /// <param name="json">The JSON of a row that has more than its columns.</param>
    /// <param name="cancellationToken">Stops reading the rows.</param>
    /// <returns>The number of rows.</returns>
    public Task<long> WriteAsync<T>(
        IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, Func<T, string>? json = null, CancellationToken cancellationToken = default) => format switch
        {
            OutputFormat.Json => WriteJsonAsync(rows, json ?? (row => JsonOf(columns, row)), cancellationToken),
            OutputFormat.Csv => WriteCsvAsync(columns, rows, cancellationToken),
            _ => WriteTableAsync(columns, rows, cancellationToken),
        };

    /// <summary>Writes a single row: a line for each column in a table, an object in JSON.</summary>
    public Task WriteOneAsync<T>(IReadOnlyList<Column<T>> columns, T row) => format switch
    {
        OutputFormat.Json => WriteTextAsync(JsonOf(columns, row)),
        OutputFormat.Csv => WriteCsvAsync(columns, new[] { row }.ToAsyncEnumerable(), CancellationToken.None),
        _ => WriteLines(columns, row),
    };

    /// <summary>Writes a text, such as one JSON value.</summary>
    public async Task WriteTextAsync(string text)
    {
        var writer = Utf8Output();
        await using (writer.ConfigureAwait(false))
            await writer.WriteAsync(text + "\n").ConfigureAwait(false);
    }

    private async Task<long> WriteJsonAsync<T>(IAsyncEnumerable<T> rows, Func<T, string> json, CancellationToken cancellationToken)
    {
        var writer = Utf8Output();
        await using (writer.ConfigureAwait(false))
        {
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
                await writer.WriteAsync((count++ == 0 ? "[\n" : ",\n") + json(row)).ConfigureAwait(false);
            await writer.WriteAsync(count == 0 ? "[]\n" : "\n]\n").ConfigureAwait(false);
            return count;
        }
    }

    private async Task<long> WriteCsvAsync<T>(IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        var writer = new CsvTableWriter(terminal.OpenOutput(), [.. columns.Select(column => column.Name)]);
        await using (writer.ConfigureAwait(false))
        {
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(columns.Select(column => ValueText.Of(column.Value(row)))).ConfigureAwait(false);
                count++;
            }
            return count;
        }
    }

    private async Task<long> WriteTableAsync<T>(IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column.Heading)) { NoWrap = column.Name == "id" });
        var count = await terminal.ShowProgressAsync("Reading", async report =>
        {
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                table.AddRow(columns.Select(column => new Text(Printable.Line(ShownOf(column.Value(row))))));
                report(table.Rows.Count, null);
            }
            return table.Rows.Count;
        }).ConfigureAwait(false);
        terminal.Tables.Write(table);
        return count;
    }

    private Task WriteLines<T>(IReadOnlyList<Column<T>> columns, T row)
    {
        var grid = new Grid().AddColumn().AddColumn();
        foreach (var column in columns)
        {
            if (column.Value(row) is { } value)
                grid.AddRow(new Text(column.Heading), new Text(Printable.Line(ShownOf(value))));
        }
        terminal.Tables.Write(grid);
        return Task.CompletedTask;
    }

    private StreamWriter Utf8Output() => new(terminal.OpenOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static string ShownOf(object? value) => value is bool flag ? (flag ? "yes" : "no") : ValueText.Of(value);

    private static string JsonOf<T>(IReadOnlyList<Column<T>> columns, T row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var column in columns)
                ValueText.Write(writer, column.Name, column.Value(row));
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
