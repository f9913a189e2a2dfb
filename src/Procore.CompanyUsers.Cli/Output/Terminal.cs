using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>
/// The streams of a command: results go to the standard output and messages to the standard error, so that a program can
/// read the first.
/// </summary>
internal sealed class Terminal
{
    // In a pipe, a table is as wide as its content.
    private const int WidthOfAPipe = 2000;

    private readonly Func<Stream> _openOutput;
    private readonly TextWriter _error;
    private readonly bool _isErrorRedirected;
    private readonly bool _isInputRedirected;

    // Made when they are needed: looking at the terminal takes longer than "--version".
    private readonly Lazy<IAnsiConsole> _messages;
    private readonly Lazy<IAnsiConsole> _tables;

    /// <param name="openOutput">Opens the standard output for bytes.</param>
    /// <param name="output">The standard output for text.</param>
    /// <param name="error">The standard error.</param>
    /// <param name="input">The standard input.</param>
    /// <param name="isOutputRedirected">Whether the output isn't a terminal.</param>
    /// <param name="isErrorRedirected">Whether the error isn't a terminal.</param>
    /// <param name="isInputRedirected">Whether the input isn't a terminal.</param>
    public Terminal(Func<Stream> openOutput, TextWriter output, TextWriter error, TextReader input, bool isOutputRedirected, bool isErrorRedirected, bool isInputRedirected)
    {
        (_openOutput, Output, _error, Input, _isErrorRedirected, _isInputRedirected) = (openOutput, output, error, input, isErrorRedirected, isInputRedirected);
        IsInteractive = !isOutputRedirected && !isErrorRedirected;
        _messages = new(() => Create(error, isErrorRedirected));
        _tables = new(() => Create(output, isOutputRedirected));
    }

    /// <summary>The standard output for text.</summary>
    public TextWriter Output { get; }

    /// <summary>The standard input.</summary>
    public TextReader Input { get; }

    /// <summary>The standard output for tables.</summary>
    public IAnsiConsole Tables => _tables.Value;

    /// <summary>Whether a person is watching, so that progress is worth showing.</summary>
    public bool IsInteractive { get; }

    public static Terminal OfProcess() =>
        new(Console.OpenStandardOutput, Console.Out, Console.Error, Console.In, Console.IsOutputRedirected, Console.IsErrorRedirected, Console.IsInputRedirected);

    /// <summary>How much is printed.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>The standard output as bytes, for programs.</summary>
    public Stream OpenOutput() => _openOutput();

    /// <summary>Prints a detail in verbose mode.</summary>
    public void Detail(string message)
    {
        if (Verbosity == Verbosity.Verbose)
            Write(message, new Style(Color.Grey));
    }

    public void Say(string message)
    {
        if (Verbosity != Verbosity.Quiet)
            Write(message, Style.Plain);
    }

    public void Warn(string message)
    {
        if (Verbosity != Verbosity.Quiet)
            Write(message, new Style(Color.Yellow));
    }

    public void Fail(string message) => Write(message, new Style(Color.Red));

    /// <summary>Shows a progress bar during the work, on a terminal only.</summary>
    /// <param name="title">The label of the bar.</param>
    /// <param name="work">Does the work, and reports how much is done and, if known, how much there is.</param>
    public async Task<T> ShowProgressAsync<T>(string title, Func<Action<long, long?>, Task<T>> work)
    {
        if (!IsInteractive)
            return await work((_, _) => { }).ConfigureAwait(false);
        return await _messages.Value.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new CountColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), new ProgressTaskSettings { MaxValue = double.MaxValue });
                bar.IsIndeterminate = true;
                return await work((done, all) =>
                {
                    if (all is { } total)
                        (bar.MaxValue, bar.IsIndeterminate) = (Math.Max(total, 1), false);
                    bar.Value = done;
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    /// <summary>Asks for confirmation on a terminal; without one, continues.</summary>
    /// <exception cref="CommandException">The answer is no.</exception>
    public void Confirm(string question)
    {
        if (!IsInteractive || _isInputRedirected)
            return;
        Write($"{question} Type 'yes' to continue.", new Style(Color.Yellow));
        if (Input.ReadLine()?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new CommandException(ExitCode.Stopped, "Nothing was sent.");
    }

    private void Write(string message, Style style)
    {
        var shown = Printable.Lines(message);
        // A message in a log stays on its line, however long.
        if (_isErrorRedirected)
            _error.WriteLine(shown);
        else
            _messages.Value.Write(new Text(shown + "\n", style));
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
            console.Profile.Width = WidthOfAPipe;
        return console;
    }

    /// <summary>The count, and the total if it is known.</summary>
    private sealed class CountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.IsIndeterminate
            ? task.Value.ToString("N0", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} of {task.MaxValue:N0}"));
    }
}
