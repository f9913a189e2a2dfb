using System.Text;

namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>The lines that a run of the tool writes to its two streams.</summary>
internal sealed class ToolOutput
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(Func<string, bool> IsMet, TaskCompletionSource<string> Line)> _awaited = [];
    private readonly List<string> _lines = [];

    public void AddOutputLine(string line) => Add(_output, line, "\n");

    public void AddErrorLine(string line) => Add(_error, line, "\n");

    /// <summary>The standard output of a run in this process.</summary>
    public Stream OpenOutput() => new LineStream(this, _output);

    /// <summary>The standard error of a run in this process.</summary>
    public Stream OpenError() => new LineStream(this, _error);

    public async Task<string> WaitForLineAsync(Func<string, bool> isMet)
    {
        Task<string> line;
        lock (_lines)
        {
            if (_lines.Find(known => isMet(known)) is { } known)
                return known;
            var awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isMet, awaited));
            line = awaited.Task;
        }
        try
        {
            return await line.WaitAsync(Patience);
        }
        catch (TimeoutException exception)
        {
            var (output, error) = Text();
            throw new TimeoutException($"The line didn't come. What came:\n{output}\n{error}", exception);
        }
    }

    public int Count(Func<string, bool> isMet)
    {
        lock (_lines)
            return _lines.Count(isMet);
    }

    public ToolResult Result(int exitCode)
    {
        var (output, error) = Text();
        return new ToolResult(exitCode, output, error);
    }

    private (string Output, string Error) Text()
    {
        lock (_lines)
            return (_output.ToString(), _error.ToString());
    }

    private void Add(StringBuilder text, string line, string end)
    {
        lock (_lines)
        {
            text.Append(line).Append(end);
            _lines.Add(line);
            foreach (var awaited in _awaited.Where(awaited => awaited.IsMet(line)))
                awaited.Line.TrySetResult(line);
        }
    }

    /// <summary>Splits bytes into lines; what follows the last line break is a line when the stream is closed.</summary>
    private sealed class LineStream(ToolOutput owner, StringBuilder text) : Stream
    {
        private readonly MemoryStream _pending = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.IndexOf((byte)'\n') is >= 0 and var end)
            {
                _pending.Write(buffer[..end]);
                buffer = buffer[(end + 1)..];
                owner.Add(text, Take().TrimEnd('\r'), "\n");
            }
            _pending.Write(buffer);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && _pending.Length > 0)
                owner.Add(text, Take(), string.Empty);
            base.Dispose(disposing);
        }

        private string Take()
        {
            var line = Encoding.UTF8.GetString(_pending.GetBuffer(), 0, (int)_pending.Length);
            _pending.SetLength(0);
            return line;
        }
    }
}
