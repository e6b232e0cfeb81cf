using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A drive from outside, H = −Σ_c u_c(t) q at the site of channel c; its flow is the kick p += dt u.</summary>
/// <remarks>u is held during a step. The echo must hear it backwards: a machine's return replays the steps in
/// reverse.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="sites">The driven site of each channel.</param>
public sealed class DriveTerm<T>(params ReadOnlySpan<int> sites) : IShear<T>, IDrivenTerm<T>, IAnalyticTerm
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _sites = sites.ToArray();

    /// <inheritdoc/>
    public string Name => "drive";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; } = [];

    /// <inheritdoc/>
    public bool IsKick => true;

    /// <inheritdoc/>
    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        for (var c = 0; c < _sites.Length; c++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var q = x.Q[_sites[c] * x.Lanes + lane];
                energy[lane] -= double.CreateTruncating(control.Drive[c * x.Lanes + lane] * q);
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(PhaseView<T> x, in Control<T> control, double dt) => AddIncrement(x.Q, x.Lanes, control, dt, x.P);

    /// <inheritdoc/>
    public void AddIncrement(ReadOnlySpan<T> source, int lanes, in Control<T> control, double dt, Span<T> target)
    {
        for (var c = 0; c < _sites.Length; c++)
        {
            var p = target.Slice(_sites[c] * lanes, lanes);
            TensorPrimitives.MultiplyAdd(control.Drive.Slice(c * lanes, lanes), T.CreateTruncating(dt), p, p);
        }
    }

    /// <inheritdoc/>
    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
    }

    /// <inheritdoc/>
    public void DriveResponse(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        for (var c = 0; c < _sites.Length; c++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                response[c * x.Lanes + lane] -= dt * double.CreateTruncating(x.Q[_sites[c] * x.Lanes + lane]);
            }
        }
    }

    /// <inheritdoc/>
    public void DriveTangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse) =>
        DriveResponse(dx, control, dt, dResponse);

    /// <inheritdoc/>
    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse) =>
        Flow(x, control, dt);

    /// <inheritdoc/>
    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
    }

    /// <inheritdoc/>
    public void Flow(
        Span<ComplexNumber> q, Span<ComplexNumber> p, ReadOnlySpan<ComplexNumber> theta, ReadOnlySpan<double> drive,
        double dt, Span<ComplexNumber> response)
    {
        for (var c = 0; c < _sites.Length; c++)
        {
            p[_sites[c]] += dt * drive[c];
        }
    }
}
