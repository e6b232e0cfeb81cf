using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Relaxation;

/// <summary>The phases of a block of samples, M relaxations each, and how they settle.</summary>
/// <remarks>
/// Every oscillator has a damping of its own: d_i φ̇_i = −∂F/∂φ_i with d_i = |held field| + Σ_j |W_ij| over moving j.
/// It settles in the same minima as with equal damping, and since the curvature of E is nowhere above 2d, an Euler step
/// of unit length cannot raise E. A column (sample and initialisation) that has settled stands still, so that no sample
/// feels how long its neighbours take.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class OscillatorMotion<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Keeps log(1 + cos z) and its slope finite where an output is opposite to its target.
    public const double Guard = 1e-5;

    private const double SmallestDamping = 1e-12;

    private readonly OscillatorGraph _graph;
    private readonly OscillatorWeights<T> _weights;
    private readonly int _copies;
    private readonly int _firstOutput;
    private readonly AlignedBuffer<T> _phase, _keptPhase, _wave, _keptWave, _held, _field, _damping, _sign, _moving;

    /// <summary>Allocates room.</summary>
    /// <param name="graph">The oscillators.</param>
    /// <param name="weights">Their couplings.</param>
    /// <param name="outputs">How many, the last ones, are outputs.</param>
    /// <param name="copies">M.</param>
    public OscillatorMotion(OscillatorGraph graph, OscillatorWeights<T> weights, int outputs, int copies)
    {
        (_graph, _weights, _copies, _firstOutput) = (graph, weights, copies, graph.Free - outputs);
        var free = (long)graph.Free * copies * Width;
        (_phase, _keptPhase) = (new AlignedBuffer<T>(free), new AlignedBuffer<T>(free));
        _wave = new AlignedBuffer<T>((long)graph.Oscillators * Row);
        _keptWave = new AlignedBuffer<T>(_wave.Length);
        (_held, _field) = (new AlignedBuffer<T>(2 * free), new AlignedBuffer<T>(2 * free));
        _damping = new AlignedBuffer<T>((long)graph.Free * Width);
        _sign = new AlignedBuffer<T>((long)outputs * Width);
        _moving = new AlignedBuffer<T>((long)copies * Width);
    }

    /// <summary>Samples side by side.</summary>
    public static int Width => Vector512<T>.Count;

    /// <summary>Elements of a row of <see cref="Wave"/>: a vector of cosines and one of sines for each copy.</summary>
    public int Row => 2 * _copies * Width;

    /// <summary>φ of the oscillators that move, [free × copies × lanes].</summary>
    public Span<T> Phase => _phase.Span;

    /// <summary>cos φ and sin φ, [oscillators × copies × (cos, sin) × lanes].</summary>
    public Span<T> Wave => _wave.Span;

    /// <summary>The field of inputs and directions, as <see cref="Field"/>.</summary>
    public ReadOnlySpan<T> Held => _held.Span;

    /// <summary>The whole mean field of <see cref="FindField"/>, [free × copies × (cos, sin) × lanes].</summary>
    public ReadOnlySpan<T> Field => _field.Span;

    /// <summary>+1 where an output is to settle at +π/2, −1 at −π/2; [outputs × lanes].</summary>
    public Span<T> Sign => _sign.Span;

    /// <summary>Works out cosines, sines and what the held oscillators do; phases, inputs' rows of the wave and weights
    /// are in place.</summary>
    public void Begin()
    {
        for (var i = 0; i < _graph.Free * _copies; i++)
        {
            var (sin, cos) = SinCos.Of(Vector512.Load(_phase.Pointer + i * Width));
            cos.Store(Moving(i));
            sin.Store(Moving(i) + Width);
        }

        for (var i = 0; i < _graph.Free; i++)
        {
            var own = _held.Pointer + (nint)i * Row;
            Vector512.Create(_weights.FieldCosine[i]).Store(own);
            Vector512.Create(_weights.FieldSine[i]).Store(own + Width);
        }

        _weights.AddHeld(_wave.Pointer, _held.Pointer, Row, 2);
        var smallest = Vector512.Create(T.CreateTruncating(SmallestDamping));
        for (var i = 0; i < _graph.Free; i++)
        {
            var own = _held.Pointer + (nint)i * Row;
            var (cos, sin) = (Vector512.Load(own), Vector512.Load(own + Width));
            var strength = Vector512.Sqrt(Fused.MultiplyAdd(cos, cos, sin * sin));
            Vector512.Max(strength + Vector512.Create(_weights.Pull[i]), smallest).Store(_damping.Pointer + i * Width);
            for (var copy = 1; copy < _copies; copy++)
            {
                cos.Store(own + 2 * copy * Width);
                sin.Store(own + (2 * copy + 1) * Width);
            }
        }
    }

    /// <summary>The mean field at the present phases.</summary>
    public void FindField()
    {
        _held.Span.CopyTo(_field.Span);
        _weights.AddMoving(_wave.Pointer, _field.Pointer, Row, 2 * _copies);
    }

    /// <summary>Steps until every column has settled.</summary>
    /// <param name="nudge">β.</param>
    /// <param name="tolerance">A column has settled where no force is larger.</param>
    /// <param name="most">Most steps.</param>
    /// <param name="active">Lanes that hold samples.</param>
    /// <returns>Steps made.</returns>
    public int Settle(T nudge, T tolerance, int most, int active)
    {
        var moving = _moving.Span;
        for (var column = 0; column < moving.Length; column++)
        {
            moving[column] = column % Width < active ? T.One : T.Zero;
        }

        var steps = 0;
        while (steps < most && moving.ContainsAnyExcept(T.Zero))
        {
            FindField();
            for (var copy = 0; copy < _copies; copy++)
            {
                var mask = Vector512.Load(_moving.Pointer + copy * Width);
                if (mask != Vector512<T>.Zero)
                {
                    var force = Step(copy, nudge, mask);
                    var on = Vector512.GreaterThan(force, Vector512.Create(tolerance));
                    Vector512.ConditionalSelect(on, mask, Vector512<T>.Zero).Store(_moving.Pointer + copy * Width);
                }
            }

            steps++;
        }

        return steps;
    }

    /// <summary>Remembers phases and wave.</summary>
    public void Keep()
    {
        _phase.Span.CopyTo(_keptPhase.Span);
        _wave.Span.CopyTo(_keptWave.Span);
    }

    /// <summary>Puts them back.</summary>
    public void Recall()
    {
        _keptPhase.Span.CopyTo(_phase.Span);
        _keptWave.Span.CopyTo(_wave.Span);
    }

    /// <summary>Puts back the columns in which an oscillator is further than this from where it was kept.</summary>
    /// <returns>How many.</returns>
    public int Reject(T distance)
    {
        var rejected = 0;
        for (var copy = 0; copy < _copies; copy++)
        {
            var furthest = Vector512<T>.Zero;
            for (var i = copy; i < _graph.Free * _copies; i += _copies)
            {
                var way = Vector512.Load(_phase.Pointer + i * Width) - Vector512.Load(_keptPhase.Pointer + i * Width);
                furthest = Vector512.Max(furthest, Vector512.Abs(way));
            }

            var jumped = Vector512.GreaterThan(furthest, Vector512.Create(distance));
            if (jumped == Vector512<T>.Zero)
            {
                continue;
            }

            rejected += BitOperations.PopCount(jumped.ExtractMostSignificantBits());
            for (var i = copy; i < _graph.Free * _copies; i += _copies)
            {
                Select(jumped, _keptPhase, _phase, i * Width);
                Select(jumped, _keptWave, _wave, Place(i));
                Select(jumped, _keptWave, _wave, Place(i) + Width);
            }
        }

        return rejected;
    }

    private static void Select(Vector512<T> mask, AlignedBuffer<T> from, AlignedBuffer<T> to, int at) =>
        Vector512.ConditionalSelect(mask, Vector512.Load(from.Pointer + at), Vector512.Load(to.Pointer + at))
            .Store(to.Pointer + at);

    /// <summary>Force before the step: the largest one of every column.</summary>
    private Vector512<T> Step(int copy, T nudge, Vector512<T> mask)
    {
        var worst = Vector512<T>.Zero;
        var (β, strength) = (Vector512.Create(nudge), Vector512.Create(T.Abs(nudge)));
        var ground = Vector512.Create(T.CreateTruncating(1 + Guard));
        var nudged = nudge == T.Zero ? _graph.Free : _firstOutput;
        for (var i = 0; i < _graph.Free; i++)
        {
            var phase = _phase.Pointer + (i * _copies + copy) * Width;
            var wave = Moving(i * _copies + copy);
            var field = _field.Pointer + (nint)i * Row + 2 * copy * Width;
            var (cos, sin) = (Vector512.Load(wave), Vector512.Load(wave + Width));
            var force = Torque(cos, sin, Vector512.Load(field), Vector512.Load(field + Width));
            var damping = Vector512.Load(_damping.Pointer + i * Width);
            if (i >= nudged)
            {
                var sign = Vector512.Load(_sign.Pointer + (i - _firstOutput) * Width);
                var gap = Fused.MultiplyAdd(sign, sin, ground);
                force += β * sign * cos / gap;
                damping += strength / gap;
            }

            worst = Vector512.Max(worst, Vector512.Abs(force));
            var moved = Fused.MultiplyAdd(mask, force / damping, Vector512.Load(phase));
            moved.Store(phase);
            var (newSin, newCos) = SinCos.Of(moved);
            newCos.Store(wave);
            newSin.Store(wave + Width);
        }

        return worst;
    }

    /// <summary>−∂E/∂φ_i of an oscillator in its mean field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Torque(Vector512<T> cos, Vector512<T> sin, Vector512<T> fieldCos, Vector512<T> fieldSin) =>
        Fused.NegatedMultiplyAdd(sin, fieldCos, cos * fieldSin);

    private int Place(int column) => _graph.Inputs * Row + 2 * column * Width;

    private T* Moving(int column) => _wave.Pointer + Place(column);
}
