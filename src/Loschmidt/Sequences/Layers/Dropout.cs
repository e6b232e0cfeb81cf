using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Sequences.Layers;

/// <summary>Drops channels at random, step by step, and scales up what stays; one mask for all lanes.</summary>
/// <remarks>
/// The mask is a pure function of (seed, moment, layer, step, channel), the same whenever it is asked for: on the way
/// out, when the way is retraced and on the way back, where the same call multiplies the error. Sixteen random bits
/// decide on a channel, so the share is rounded to a 65536th; what stays is multiplied by exactly the inverse of the
/// share that stays. Nothing is allocated.
/// </remarks>
internal readonly unsafe struct Dropout
{
    // One call of the generator on eight counters: four words of 32 bits each, two decisions a word.
    private const int Chunk = 64;
    private const int Decisions = 65536;

    private readonly RandomStream _stream;
    private readonly int _threshold;

    /// <summary>Masks of one run.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="share">Share of channels that is dropped, in [0, 1).</param>
    public Dropout(ulong seed, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1.0);
        _stream = new RandomStream(seed, "dropout");
        _threshold = Math.Min(Decisions - 1, (int)Math.Round(share * Decisions));
    }

    /// <summary>Whether anything is dropped at all.</summary>
    public bool IsActive => _threshold > 0;

    /// <summary>Multiplies rows by the mask of their step: 0 or 1/(1 − share).</summary>
    /// <param name="moment">Which training step.</param>
    /// <param name="layer">Which of the network's dropouts.</param>
    /// <param name="firstStep">Time step of the first rows.</param>
    /// <param name="steps">Time steps.</param>
    /// <param name="lanes">Rows of a time step, one behind the other.</param>
    /// <param name="x">[steps × lanes × width] with <paramref name="stepStride"/> between steps; multiplied in
    /// place.</param>
    /// <param name="width">Numbers of a row, whole vectors.</param>
    /// <param name="stepStride">Elements from one time step to the next.</param>
    public void Apply<T>(uint moment, uint layer, int firstStep, int steps, int lanes, T* x, int width, nint stepStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!IsActive)
            return;

        var mask = stackalloc T[Chunk];
        for (var step = 0; step < steps; step++, x += stepStride)
        {
            for (var first = 0; first < width; first += Chunk)
            {
                Fill(moment, layer, (uint)(firstStep + step), (uint)first, mask);
                var count = Math.Min(Chunk, width - first);
                var to = x + first;
                for (var lane = 0; lane < lanes; lane++, to += width)
                {
                    for (var i = 0; i < count; i += Vector512<T>.Count)
                        (Vector512.Load(to + i) * Vector512.Load(mask + i)).Store(to + i);
                }
            }
        }
    }

    /// <summary>The factors of 64 channels: decision j of counter d is that of channel 8j + d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill<T>(uint moment, uint layer, uint step, uint firstChannel, T* mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var counters = Vector512<ulong>.Indices + Vector512.Create<ulong>(firstChannel / 8);
        var (a, b, c, d) = _stream.EightWords(moment, step, layer, counters);
        Word(a, mask);
        Word(b, mask + 16);
        Word(c, mask + 32);
        Word(d, mask + 48);
    }

    /// <summary>Sixteen factors from the halves of eight words, lower halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Word<T>(Vector512<ulong> words, T* mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = Vector512.Create<ulong>(Decisions - 1);
        var threshold = Vector512.Create((ulong)_threshold);
        var factor = Vector512.Create(Decisions / (double)(Decisions - _threshold));
        var low = Vector512.GreaterThanOrEqual(words & half, threshold).AsDouble() & factor;
        var high = Vector512.GreaterThanOrEqual((words >> 16) & half, threshold).AsDouble() & factor;
        if (typeof(T) == typeof(float))
        {
            Vector512.Narrow(low, high).Store((float*)mask);
        }
        else
        {
            low.Store((double*)mask);
            high.Store((double*)mask + Vector512<double>.Count);
        }
    }
}
