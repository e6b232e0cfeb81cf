using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data;

/// <summary>Training images that are moved by whole pixels and covered with noise anew at every presentation.</summary>
/// <remarks>
/// A presentation of row r at step n draws from (n, r) alone: from the stream "shift" how far down and how far right,
/// each uniform in −shift … shift, and from the stream "input noise" a normal number for every input. What comes in at
/// the edge is 0, with noise as everywhere; inputs are not cut to [0, 1].
/// </remarks>
/// <param name="images">The images as they are.</param>
/// <param name="noise">Standard deviation of the noise.</param>
/// <param name="shift">Most pixels in each direction, less than the sides of an image.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class AugmentedImages(ImageDataSet images, double noise, int shift, ulong seed) : IAugmentedSet
{
    private const int OnStack = 1024;

    private readonly RandomStream _noise = new(seed, "input noise");
    private readonly RandomStream _shift = new(seed, "shift");

    public string Name => images.Name;

    public int Count => images.Count;

    public int Features => images.Features;

    public int Targets => images.Targets;

    public int Classes => images.Classes;

    public void Read(ReadOnlySpan<int> rows, Batch destination) => images.Read(rows, destination);

    public IDataSet At(long step) => new Presentation(this, (uint)step);

    private void Show(uint step, ReadOnlySpan<int> rows, Batch destination)
    {
        images.Read(rows, destination);
        var lanes = destination.Lanes;
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var inputs = destination.Inputs.AsSpan(lane);
            var row = (uint)rows[lane];
            if (shift > 0)
            {
                var down = _shift.Index((2 * shift) + 1, step, row, draw: 0) - shift;
                var right = _shift.Index((2 * shift) + 1, step, row, draw: 1) - shift;
                Move(inputs, lanes, down, right);
            }

            if (noise > 0)
                AddNoise(inputs, lanes, step, row);
        }
    }

    private void Move(Span<double> inputs, int lanes, int down, int right)
    {
        Span<double> image = Features <= OnStack ? stackalloc double[Features] : new double[Features];
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = inputs[i * lanes];
        }

        var (rows, columns) = (images.Rows, images.Columns);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var (fromY, fromX) = (y - down, x - right);
                var isInside = fromY >= 0 && fromY < rows && fromX >= 0 && fromX < columns;
                inputs[((y * columns) + x) * lanes] = isInside ? image[(fromY * columns) + fromX] : 0;
            }
        }
    }

    private void AddNoise(Span<double> inputs, int lanes, uint step, uint row)
    {
        for (var i = 0; i < Features; i += 2)
        {
            var (first, second) = _noise.Normals(step, row, draw: (uint)i / 2);
            inputs[i * lanes] += noise * first;
            if (i + 1 < Features)
                inputs[(i + 1) * lanes] += noise * second;
        }
    }

    private sealed class Presentation(AugmentedImages set, uint step) : IDataSet
    {
        public string Name => set.Name;

        public int Count => set.Count;

        public int Features => set.Features;

        public int Targets => set.Targets;

        public int Classes => set.Classes;

        public void Read(ReadOnlySpan<int> rows, Batch destination) => set.Show(step, rows, destination);
    }
}
