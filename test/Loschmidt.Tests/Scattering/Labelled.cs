using Loschmidt.Experiments.Data;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Scattering;

/// <summary>Random numbers from 0 to 1 with one of three labels each: something to train on that takes no files.</summary>
internal sealed class Labelled(int count, int features) : IDataSet
{
    private readonly RandomStream _stream = new(5, "labelled");

    public string Name => "labelled";

    public int Count => count;

    public int Features => features;

    public int Targets => 0;

    public int Classes => 3;

    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            for (var i = 0; i < Features; i++)
            {
                destination.Inputs[i * destination.Lanes + lane] = _stream.Uniform((uint)rows[lane], (uint)i);
            }

            destination.Labels[lane] = rows[lane] % Classes;
        }
    }
}
