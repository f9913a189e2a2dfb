using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Procore.CompanyUsers.Tests;

/// <summary>Keeps what is logged, of every category and level.</summary>
internal sealed class LogEntries : ILoggerProvider
{
    private readonly ConcurrentQueue<Entry> _all = new();

    public IReadOnlyList<Entry> All => [.. _all];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    internal sealed record Entry(string Category, LogLevel Level, int Id, string? Name, string Message, string Whole);

    private sealed class Logger(LogEntries entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            entries._all.Enqueue(new Entry(category, LogLevel.None, 0, null, string.Empty, Text(state)));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries._all.Enqueue(new Entry(category, logLevel, eventId.Id, eventId.Name, formatter(state, exception), $"{Text(state)} {exception}"));

        private static string Text(object? state) => $"{state} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join("; ", values) : string.Empty)}";
    }
}
