using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>How fast a small displacement of a machine's field grows over one pass: whether its echo will survive an error of the reversal.</summary>
/// <remarks>
/// λ = ln(|δx(T)|/|δx(0)|)/T with a displacement of a fixed random direction, a finite-time estimate of the largest exponent from below. An error δ of the reversal costs
/// about δe^(λT) on the way home.
/// </remarks>
public static class LyapunovEstimate
{
    /// <summary>λ of one pass, in the inverse of the machine's unit of time.</summary>
    /// <param name="machine">The machine; its field and Θ are <b>overwritten</b> and left at the end of a pass.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="seed">Draws the direction.</param>
    /// <returns>NaN where the field is dark, takes no time, or is not finite.</returns>
    public static double Of(IExposed machine, Batch batch, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        var (plain, pushed, clock) = (new Camera(), new Camera(), new Clock(machine.Passage));
        machine.Passage = clock;
        try
        {
            machine.Prepare(batch);
            machine.Evolve();
            machine.Expose(plain);
            θ.CopyTo(machine.Learning.Theta);
            π.CopyTo(machine.Learning.Pi);
            machine.Prepare(batch);
            var push = new Push(seed);
            machine.Expose(push);
            machine.Evolve();
            machine.Expose(pushed);

            // Both passes were timed.
            var λ = Math.Log(plain.DistanceTo(pushed) / push.Size) / (clock.Time / 2);
            return double.IsFinite(λ) ? λ : double.NaN;
        }
        finally
        {
            machine.Passage = clock.Inner;
        }
    }

    private sealed class Clock(IInfluence? inner) : IInfluence
    {
        public IInfluence? Inner { get; } = inner;

        public double Time { get; private set; }

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Time += moment.Duration;
            Inner?.Act(field, moment);
        }

        public void Act(LearningField learning, in Moment moment) => Inner?.Act(learning, moment);
    }

    // In single precision 1e-3 of the field is small and still four digits above rounding.
    private sealed class Push(ulong seed) : IInfluence
    {
        public double Size { get; private set; }

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (stream, share) = (new RandomStream(seed, "ledger/lyapunov"), typeof(T) == typeof(float) ? 1e-3 : 1e-7);
            var total = 0.0;
            for (var lane = 0; lane < field.Active; lane++)
            {
                var norm = 0.0;
                for (var i = lane; i < field.Q.Length; i += field.Lanes)
                {
                    norm += double.CreateTruncating((field.Q[i] * field.Q[i]) + (field.P[i] * field.P[i]));
                }

                var σ = share * Math.Sqrt(norm / (2 * field.Coordinates));
                for (var mode = 0; mode < field.Coordinates; mode++)
                {
                    var i = (mode * field.Lanes) + lane;
                    var (first, second) = stream.Normals(0, (uint)mode);
                    var (q, p) = (field.Q[i], field.P[i]);
                    (field.Q[i], field.P[i]) = (q + T.CreateTruncating(σ * first), p + T.CreateTruncating(σ * second));
                    var (dq, dp) = (double.CreateTruncating(field.Q[i] - q), double.CreateTruncating(field.P[i] - p));
                    total += (dq * dq) + (dp * dp);
                }
            }

            Size = Math.Sqrt(total);
        }
    }

    private sealed class Camera : IInfluence
    {
        private readonly List<double> _picture = [];

        public double DistanceTo(Camera other)
        {
            var sum = 0.0;
            for (var i = 0; i < _picture.Count; i++)
            {
                sum += (_picture[i] - other._picture[i]) * (_picture[i] - other._picture[i]);
            }

            return Math.Sqrt(sum);
        }

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (var mode = 0; mode < field.Coordinates; mode++)
            {
                for (var lane = 0; lane < field.Active; lane++)
                {
                    _picture.Add(double.CreateTruncating(field.Q[(mode * field.Lanes) + lane]));
                    _picture.Add(double.CreateTruncating(field.P[(mode * field.Lanes) + lane]));
                }
            }
        }
    }
}
