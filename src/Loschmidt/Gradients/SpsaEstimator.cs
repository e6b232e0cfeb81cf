using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Gradients;

/// <summary>Simultaneous perturbation: all parameters move at once, by ±h at random, and two costs say how far that was downhill.</summary>
/// <remarks>
/// g = δ [C(θ + hδ) − C(θ − hδ)]/2h with independent δ_i = ±1, averaged over draws. Needs of a device: that C can be read and every θ
/// set; neither model nor reversal. Passes: two a draw, whatever the number N of parameters. The mean over δ is ∂C/∂θ + O(h²) (exactly ∂C/∂θ
/// for a quadratic cost), the variance of g_i is Σ_{j≠i} (∂C/∂θ_j)² over the draws, so ‖g − ∂C/∂θ‖² ≈ (N − 1)‖∂C/∂θ‖²/draws:
/// one draw points the right way with a cosine of about 1/√N. Noise of variance σ² in C adds Nσ²/2h² a draw, which wants a large h.
/// <para>J. C. Spall, IEEE Trans. Autom. Control 37 (1992) 332.</para>
/// </remarks>
/// <param name="Step">h, in the units of θ.</param>
/// <param name="Draws">Directions averaged over, at least 1.</param>
/// <param name="Seed">The run's seed, which names the directions together with <see cref="Moment"/> and <see cref="Block"/>.</param>
/// <exception cref="ArgumentException">The step is not positive, or there is no draw.</exception>
public sealed record SpsaEstimator(double Step, int Draws = 1, ulong Seed = 0) : IDrawingEstimator
{
    private const int SignsAtOnce = 128;

    /// <summary>h, in the units of θ.</summary>
    /// <exception cref="ArgumentException">It is not a positive finite number.</exception>
    public double Step { get; init => field = Positive(value); } = Positive(Step);

    /// <summary>Directions averaged over.</summary>
    /// <exception cref="ArgumentException">It is smaller than 1.</exception>
    public int Draws { get; init => field = AtLeastOne(value); } = AtLeastOne(Draws);

    /// <summary>Which estimate of a run this is, such as the training step.</summary>
    public long Moment { get; init; }

    /// <summary>Which block of samples of it.</summary>
    public int Block { get; init; }

    /// <inheritdoc/>
    public string Name => "spsa";

    /// <inheritdoc/>
    public IGradientEstimator Named(long moment, int block) => this with { Moment = moment, Block = block };

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => DisplacedCost.IsWithinReach(machine, Step, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => DisplacedCost.Readings(machine) * 2.0 * Draws;

    /// <inheritdoc/>
    /// <returns>The mean of the costs that were measured, C + O(h²) summed over samples: C itself is not, which saves a pass.</returns>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        GradientLength.Require(machine, gradient);
        var stream = new RandomStream(Seed, "spsa");
        var direction = new double[machine.Parameters.Count];
        gradient.Clear();
        var cost = 0.0;
        for (var draw = 0; draw < Draws; draw++)
        {
            Draw(stream, machine.Parameters, draw, direction);
            var uphill = DisplacedCost.At(machine, batch, direction, Step);
            var downhill = DisplacedCost.At(machine, batch, direction, -Step);
            cost += (uphill + downhill) / (2 * Draws);
            var slope = (uphill - downhill) / (2 * Step * Draws);
            for (var i = 0; i < direction.Length; i++)
            {
                gradient[i] += slope * direction[i];
            }
        }

        return cost;
    }

    // A number that training does not move is not shaken either: its share would be noise in all others.
    private void Draw(RandomStream stream, ParameterLayout layout, int draw, Span<double> direction)
    {
        foreach (var tensor in layout.Tensors.Where(tensor => tensor.IsLearned))
        {
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
            {
                direction[i] = 1;
            }
        }

        for (var from = 0; from < direction.Length; from += SignsAtOnce)
        {
            var (a, b, c, d) = stream.Words(unchecked((uint)Moment), (uint)(from / SignsAtOnce), (uint)Block, (uint)draw);
            var low = (ulong)a << 32 | b;
            var high = (ulong)c << 32 | d;
            for (var i = from; i < Math.Min(from + SignsAtOnce, direction.Length); i++)
            {
                var bit = i - from;
                if (((bit < 64 ? low >> bit : high >> (bit - 64)) & 1) != 0)
                {
                    direction[i] = -direction[i];
                }
            }
        }
    }

    private static double Positive(double step) => double.IsFinite(step) && step > 0
        ? step
        : throw new ArgumentException(
            FormattableString.Invariant($"the step is {step}; a difference is taken over a finite step above 0"), nameof(step));

    private static int AtLeastOne(int draws) => draws >= 1
        ? draws
        : throw new ArgumentException($"{draws} draws; an estimate needs at least one direction", nameof(draws));
}
