using Spectre.Console;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>
/// The two streams of a command: what was asked for goes to the standard output, and all that is said about it to the
/// standard error, so that a program may read the first.
/// </summary>
internal sealed class Terminal
{
    // In a pipe a table is as wide as what is in it.
    private const int WidthOfAPipe = 2000;

    private readonly IAnsiConsole _messages = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>The standard output, for tables.</summary>
    public IAnsiConsole Tables { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Whether somebody watches, so that progress is worth showing.</summary>
    public static bool IsWatched => !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    /// <summary>The standard output as bytes, for programs.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();

    public void Say(string message) => Write(message, Style.Plain);

    public void Warn(string message) => Write(message, new Style(Color.Yellow));

    public void Fail(string message) => Write(message, new Style(Color.Red));

    /// <summary>Shows a bar while the work lasts, if somebody watches.</summary>
    /// <param name="title">What is going on.</param>
    /// <param name="work">Tells the bar how much is done, and how much there is if that is known.</param>
    public async Task<T> ShowProgressAsync<T>(string title, Func<Action<long, long?>, Task<T>> work)
    {
        if (!IsWatched)
            return await work((_, _) => { }).ConfigureAwait(false);
        return await _messages.Progress()
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

    private void Write(string message, Style style)
    {
        var shown = Printable.Lines(message);
        // A message in a log stays on its line, however wide.
        if (Console.IsErrorRedirected)
            Console.Error.WriteLine(shown);
        else
            _messages.Write(new Text(shown + "\n", style));
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
}
