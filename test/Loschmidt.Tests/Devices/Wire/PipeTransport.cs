using System.IO.Pipelines;
using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>Somebody who has said all that he will ever say, and keeps the line open.</summary>
internal sealed class PipeTransport(string said) : IWireTransport
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private LinePump? _pump;

    public string Place => "pipe";

    public void Open(TimeSpan patience)
    {
        _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(said)).AsTask().GetAwaiter().GetResult();
        _pump = new LinePump(_pipe.Reader.AsStream());
    }

    public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) => _pump!.Take(patience);

    public void Dispose()
    {
        _pump?.Stop();
        _pipe.Writer.Complete();
    }
}
