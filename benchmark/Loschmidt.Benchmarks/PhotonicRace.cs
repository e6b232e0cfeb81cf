using System.Numerics;
using System.Numerics.Tensors;
using System.Text;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Benchmarks;

/// <summary>Cost and gradient of the photonic digit network for a batch of 64 against PyTorch autograd.</summary>
internal static class PhotonicRace
{
    private const int Samples = 64;

    public static string Run(Options options)
    {
        using var torch = Peers.StartScript("photonic_torch.py");
        var text = new StringBuilder();
        text.AppendLine("## Photonic digit network: cost and gradient of 64 images");
        text.AppendLine();
        IReadOnlyList<Race.Result> results = [];
        foreach (var masks in (ReadOnlySpan<int>)[4, 20])
        {
            results = Race.Run(Contenders<float>("f32", masks, torch), options);
            text.AppendLine(RaceReport.Table(results, $"batch, f32, P = {masks}", null, 1e-3));
            if (!options.Quick)
            {
                results = Race.Run(Contenders<double>("f64", masks, torch), options);
                text.AppendLine(RaceReport.Table(results, $"batch, f64, P = {masks}", null, 1e-6));
            }
        }

        text.AppendLine(
            """
            The optimiser's own update is in nobody's time. An echo with a finite nudge agrees up to its square (f64) or
            rounding over it (f32) only. The closed-form activation is another discretisation and no part of the comparison:
            it is what a user of automatic differentiation, who needs no way back, may write.
            """);
        text.AppendLine();
        text.Append(RaceReport.Versions(results));
        return text.ToString();
    }

    private static IContender[] Contenders<T>(string precision, int masks, PeerProcess torch)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        Own<T>("Loschmidt, tangent echo", masks, new TangentEstimator()),
        Own<T>("Loschmidt, two-sided echo", masks, new EchoEstimator(1e-3), check: false),
        new PeerContender("PyTorch, torch.fft", torch, $"fft {precision} {masks}"),
        new PeerContender("PyTorch, DFT matrices", torch, $"matmul {precision} {masks}"),
        new PeerContender("PyTorch, closed-form activation", torch, $"closed {precision} {masks}", sameWork: false),
    ];

    /// <summary>The network takes as many samples at once as fill one vector; a batch is several such blocks.</summary>
    private static OwnContender Own<T>(string name, int masks, IGradientEstimator estimator, bool check = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = PhasePoint<T>.PaddedLanes(1);
        var settings = new PhotonicSettings { Masks = masks };
        var network = PhotonicNetworkBuilder.DigitReader(settings).Build<T>(lanes, seed: 0);
        var count = network.Parameters.Count;
        for (var j = 0; j < count; j++)
        {
            network.Learning.Theta[j] = 3 * Math.Sin(0.7 * j);
        }

        var blocks = new Batch[Samples / lanes];
        for (var block = 0; block < blocks.Length; block++)
        {
            blocks[block] = Images(network.Features, block * lanes, lanes);
        }

        var (part, gradient) = (new double[count], new double[count]);
        double Step()
        {
            var sum = 0.0;
            Array.Clear(gradient);
            foreach (var block in blocks)
            {
                sum += estimator.Estimate(network, block, part);
                TensorPrimitives.Add(gradient, part, gradient);
            }

            return sum;
        }

        var cost = Step();
        var (checksum, norm) = (0.0, 0.0);
        for (var j = 0; j < count; j++)
        {
            checksum += gradient[j] * Math.Cos(0.3 * j);
            norm += gradient[j] * gradient[j];
        }

        return new(name, () => Step(), check ? new Check(cost, checksum, Math.Sqrt(norm)) : null);
    }

    private static Batch Images(int pixels, int first, int lanes)
    {
        var batch = new Batch(pixels, 0, lanes) { Active = lanes };
        for (var lane = 0; lane < lanes; lane++)
        {
            batch.Labels[lane] = (first + lane) % 10;
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                batch.Inputs[pixel * lanes + lane] = 0.5 + 0.5 * Math.Sin(0.31 * pixel + 1.7 * (first + lane));
            }
        }

        return batch;
    }
}
