using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Machines;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>The bytes of a training step, from shapes alone: what will be needed is known before it is.</summary>
internal static class StackMemory
{
    // States of a journey: the way out, its beginning, a mean and a difference (or two echoes).
    private const int States = 4;

    /// <summary>Bytes of one group of lanes.</summary>
    /// <param name="settings">The stack.</param>
    /// <param name="shape">Sizes of the group.</param>
    /// <param name="coefficients">Coefficients of an oscillator.</param>
    /// <param name="method">How the gradient is taken.</param>
    /// <param name="steps">Steps of the longest series.</param>
    /// <param name="plan">Threads that share its blocks.</param>
    public static long OfGroup<T>(
        HssmSettings settings, StackShape shape, int coefficients, SequenceMethod method, int steps, StagePlan plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long number = Unsafe.SizeOf<T>();
        long pieces = StackShape.PiecesOf(steps), elements = shape.Lanes * (long)shape.UnitWidth;
        var journey = (States + EchoMeter<T>.States) * 2 * elements * number + elements * ((2 * coefficients * number) + (UnitSums<T>.Count * sizeof(double)));
        if (method == SequenceMethod.Bptt)
        {
            journey += pieces * StackShape.PieceSteps * 2 * elements * number;
        }

        var gradients = (2L * shape.Hidden * shape.Oscillators) + (2L * shape.Hidden * shape.Width) + (3L * shape.Width)
            + ((coefficients + 2L) * shape.Oscillators);
        var block = journey + (gradients * sizeof(double));
        var stored = settings.Norm is NormKind.Batch or NormKind.BatchEma
            ? (settings.Blocks + 1) * pieces * shape.Rows * shape.Width * number
            : 0;
        return (settings.Blocks * block) + stored + OfPieces<T>(shape, plan);
    }

    /// <summary>Bytes of what lives no longer than the pieces that are under way at a time.</summary>
    private static long OfPieces<T>(StackShape shape, StagePlan plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bytes = (plan.Pieces * (long)shape.Rows * shape.Width * Unsafe.SizeOf<T>())
            + (plan.SlotsOf(0) * SeriesRows<T>.BytesFor(StackShape.PieceSteps, shape.Lanes, shape.Channels))
            + (plan.Stages * BlockScratch<T>.BytesFor(shape));
        for (var stage = 0; stage < plan.Stages; stage++)
        {
            var (_, blocks) = plan.BlocksOf(stage).GetOffsetAndLength(plan.Blocks);
            bytes += blocks * plan.SlotsOf(stage) * BlockRows<T>.BytesFor(shape);
        }

        return bytes;
    }

    /// <summary>Bytes of the packed weights, which all groups share.</summary>
    public static long OfWeights<T>(HssmSettings settings, StackShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long number = Unsafe.SizeOf<T>();
        var unpacked = ((2L * shape.Oscillators) + (2L * shape.Width)) * shape.Hidden;
        var packed = (2L * shape.Hidden * shape.UnitWidth) + (2L * shape.Oscillators * shape.Width)
            + (2L * shape.Hidden * 2 * shape.Width) + (2L * shape.Width * shape.Width);
        return settings.Blocks * ((unpacked * sizeof(double)) + (packed * number));
    }
}
