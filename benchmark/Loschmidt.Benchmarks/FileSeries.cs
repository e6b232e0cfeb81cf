using System.IO.MemoryMappedFiles;
using Loschmidt.Machines;

namespace Loschmidt.Benchmarks;

/// <summary>Series in a mapped file of floats, [steps × lanes × channels]: no anonymous memory.</summary>
internal sealed unsafe class FileSeries : ISeries, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _steps;
    private readonly float* _values;

    /// <summary>Maps a file, of which the first steps count.</summary>
    public FileSeries(string path, int steps)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* bytes = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
        _values = (float*)bytes;
        _steps = steps;
    }

    public int Lanes => SequenceProblem.Lanes;

    public int Channels => SequenceProblem.Channels;

    public int TargetChannels => 0;

    public int StepsOf(int lane) => _steps;

    public int TargetsOf(int lane) => 0;

    public void Read(int lane, int start, int count, Span<double> values)
    {
        for (var t = 0; t < count; t++)
        {
            var row = _values + ((((long)start + t) * Lanes) + lane) * Channels;
            for (var n = 0; n < Channels; n++)
            {
                values[(t * Channels) + n] = row[n];
            }
        }
    }

    public void ReadTargets(int lane, int start, int count, Span<double> values) =>
        throw new InvalidOperationException("these series have labels");

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
