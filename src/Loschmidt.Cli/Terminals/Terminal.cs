using Spectre.Console;

namespace Loschmidt.Cli.Terminals;

/// <summary>The one place through which the program speaks; tests give it two strings to write to.</summary>
/// <remarks>
/// Results go to <see cref="Out"/>; progress, remarks and errors go to <see cref="Error"/>, so that a pipe receives results alone.
/// Spectre is loaded by the members that need it only: <c>--help</c> does without.
/// </remarks>
internal sealed class Terminal
{
    /// <summary>Columns where the width is unknown, such as in a file: wide enough for every table.</summary>
    private const int PlainWidth = 160;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Opens standard output as a pipe that tells when nobody reads it any more; gives null where it is none.</summary>
    public Func<TextWriter?>? OpenPipe { get; init; }

    /// <summary>Waits for a line that people type; null where nobody is there to be asked.</summary>
    public Func<string?>? Ask { get; init; }

    /// <summary>Whether people watch <see cref="Out"/>.</summary>
    public bool OutIsLive { get; init; }

    /// <summary>Whether people watch <see cref="Error"/>, where progress is shown.</summary>
    public bool ErrorIsLive { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        OpenPipe = OutputPipe.TryOpen,
        Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Console.ReadLine,
        OutIsLive = !Console.IsOutputRedirected,
        ErrorIsLive = !Console.IsErrorRedirected,
    };

    /// <summary>Writes a Spectre table or other block to the output.</summary>
    public void Write(Spectre.Console.Rendering.IRenderable block) => Pretty(Out, OutIsLive).Write(block);

    /// <summary>A Spectre console on the error stream, for live display.</summary>
    public IAnsiConsole Live() => Pretty(Error, ErrorIsLive);

    private static IAnsiConsole Pretty(TextWriter writer, bool live)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!live)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
