using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>A running peer: one request a line, one line of JSON back; between its turns it sleeps.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a peer; it inherits this process's core.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started.</exception>
    public PeerProcess(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        if (Avx512F.IsSupported)
        {
            // OpenBLAS releases older than the processor take it for one without AVX-512, which costs them a third.
            start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {program}");
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The peer ended instead of answering.</exception>
    public JsonElement Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        return Hear();
    }

    /// <summary>Waits for another answer, of a peer that has more than one to a request.</summary>
    /// <exception cref="InvalidOperationException">The peer ended instead of answering.</exception>
    public JsonElement Hear()
    {
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended instead of answering");
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
