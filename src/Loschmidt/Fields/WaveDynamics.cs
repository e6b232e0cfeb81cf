using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>
/// The numbers and the propagator that one pass of a wave machine is made of; shared by journey, tangent and adjoint.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Derives everything from the settings.</summary>
    /// <param name="settings">Validated settings.</param>
    /// <param name="inverseMass">Ω/ΔV of the learning field during a pass, 0 where it is frozen.</param>
    public WaveDynamics(WaveSettings settings, double inverseMass)
    {
        Lattice = settings.Lattice;
        Steps = settings.Steps;
        StepTime = settings.Duration / settings.Steps;
        (FirstRow, WindowRows) = Lattice.RowsBetween(settings.Window.From, settings.Window.To);
        CouplingTime = settings.Coupling * StepTime;
        KerrTime = settings.Nonlinearity / Lattice.CellVolume * StepTime;
        DriftTime = inverseMass * StepTime;
        Kinetic = PropagatorChoice.Create<T>(Lattice, settings.Beta, StepTime);
    }

    /// <summary>The lattice.</summary>
    public Lattice Lattice { get; }

    /// <summary>Time steps per pass.</summary>
    public int Steps { get; }

    /// <summary>dt.</summary>
    public double StepTime { get; }

    /// <summary>First row that meets the learning field.</summary>
    public int FirstRow { get; }

    /// <summary>Rows that meet the learning field.</summary>
    public int WindowRows { get; }

    /// <summary>χ dt: phase per θ, and what π loses per intensity.</summary>
    public double CouplingTime { get; }

    /// <summary>(g/ΔV) dt: phase per stored intensity.</summary>
    public double KerrTime { get; }

    /// <summary>(Ω/ΔV) dt: what θ gains per π.</summary>
    public double DriftTime { get; }

    /// <summary>exp(−i(β/2)∇² t).</summary>
    public IKineticPropagator<T> Kinetic { get; }

    /// <summary>The parameter that a site meets, or −1 outside of the window.</summary>
    public int ParameterAt(int site)
    {
        var (column, row) = Math.DivRem(site, Lattice.Rows);
        var inWindow = row >= FirstRow && row < FirstRow + WindowRows;
        return inWindow ? column * WindowRows + row - FirstRow : -1;
    }

    /// <summary>
    /// What the learning field does between two nonlinear steps: hear the intensities, drift, offer the next phases.
    /// </summary>
    /// <param name="theta">[columns × window rows].</param>
    /// <param name="pi">[columns × window rows].</param>
    /// <param name="intensity">[sites].</param>
    /// <param name="phase">[sites]; overwritten inside the window.</param>
    /// <param name="drift">(Ω/ΔV) t.</param>
    public void HearAndDrift(
        Span<double> theta, Span<double> pi, ReadOnlySpan<T> intensity, Span<T> phase, double drift)
    {
        for (var column = 0; column < Lattice.Columns; column++)
        {
            var site = Lattice.Site(column, FirstRow);
            LearningKernel.HearAndDrift(
                theta.Slice(column * WindowRows, WindowRows), pi.Slice(column * WindowRows, WindowRows),
                intensity.Slice(site, WindowRows), phase.Slice(site, WindowRows), CouplingTime, drift);
        }
    }
}
