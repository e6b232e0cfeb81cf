using System.ComponentModel;
using System.Diagnostics;

namespace Loschmidt.Devices.Wire;

/// <summary>A device in a program of its own: lines over its standard input and output; its standard error is for people.</summary>
public sealed class ProcessTransport : StreamTransport
{
    private const int LongestRemark = 2000;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<string> _words;
    private readonly Action<string>? _remark;
    private Process? _process;
    private Thread? _listener;

    /// <summary>Prepares to start a program; <see cref="IWireTransport.Open"/> starts it.</summary>
    /// <param name="command">The command; cut into words by <see cref="CommandWords"/>, no shell is asked.</param>
    /// <param name="remark">Hears what it writes to standard error, a line each; from another thread.</param>
    /// <exception cref="ArgumentException">The command is empty, or a quotation in it does not end.</exception>
    public ProcessTransport(string command, Action<string>? remark = null)
    {
        (_words, _remark) = (CommandWords.Split(command), remark);
        Place = command;
    }

    /// <inheritdoc/>
    public override string Place { get; }

    /// <summary>Number of the process; 0 where none runs.</summary>
    public int ProcessId => _process?.Id ?? 0;

    private protected override string? Ending =>
        _process is { } process && process.WaitForExit(50) ? $"the program ended with exit code {process.ExitCode}" : null;

    private protected override (Stream Input, Stream Output) Connect(TimeSpan patience)
    {
        var start = new ProcessStartInfo(_words[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var word in _words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        try
        {
            var process = Process.Start(start) ?? throw new WireException(WireFault.Fault, $"'{_words[0]}' could not be started");
            _process = process;
            _listener = new Thread(() => Forward(process.StandardError.BaseStream)) { IsBackground = true, Name = "device remarks" };
            _listener.Start();
            return (process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        }
        catch (Win32Exception fault)
        {
            throw new WireException(
                WireFault.Fault, $"'{_words[0]}' could not be started: {fault.Message}; is it installed, and is the path right?", innerException: fault);
        }
    }

    private protected override void Abort() => Kill(_process);

    private protected override void Disconnect()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        try
        {
            process.StandardInput.Close(); // a device that works takes this as a farewell
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (!process.WaitForExit(Farewell))
        {
            Kill(process);
        }

        _listener?.Join(Farewell); // its last words say why; a child of its own may keep the pipe open longer
        process.Dispose();
    }

    private static void Kill(Process? process)
    {
        try
        {
            process?.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    private void Forward(Stream errors)
    {
        try
        {
            using var reader = new StreamReader(errors);
            var line = new System.Text.StringBuilder();
            for (var next = reader.Read(); next >= 0; next = reader.Read())
            {
                if (next != '\n')
                {
                    if (line.Length < LongestRemark && !char.IsControl((char)next))
                    {
                        line.Append((char)next);
                    }

                    continue;
                }

                _remark?.Invoke(line.ToString());
                line.Clear();
            }

            if (line.Length > 0)
            {
                _remark?.Invoke(line.ToString());
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The program is gone, and nothing more is heard of it.
        }
    }
}
