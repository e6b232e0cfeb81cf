using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Loschmidt.Cli.Terminals;

/// <summary>Standard output where it is a pipe, with word of when its reader has gone: the console passes over that, and answers to an endless series
/// would be computed for nobody.</summary>
internal sealed class OutputPipe : StreamWriter
{
    private const int StandardOutput = 1;
    private const int BrokenPipe = 32; // EPIPE, the same number on Linux and macOS

    private OutputPipe(Stream stream)
        : base(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14)
    {
    }

    /// <summary>Opens it; null where standard output is something else, or the system is Windows.</summary>
    public static OutputPipe? TryOpen()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return null;
        }

        // A file would be written at positions of our own, beside what others write to its end: that stays with the console.
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? null : new OutputPipe(stream);
    }

    /// <summary>Whether writing failed because the reader has gone.</summary>
    public static bool IsBroken(IOException fault) => fault.HResult == BrokenPipe;
}
