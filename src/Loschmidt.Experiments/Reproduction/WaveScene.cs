using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;
using Loschmidt.Fields;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The XOR machine of one experiment with a sample in it, in the units of the paper.</summary>
/// <remarks>Machines absorb the cell volume: stored π and ∂C/∂θ are ΔV times the densities of the paper.</remarks>
internal sealed class WaveScene
{
    private const int Theta = 1, Pi = 2;

    /// <summary>Names of the four samples.</summary>
    public static readonly IReadOnlyList<string> Inputs = ["00", "01", "10", "11"];

    private readonly IWatchable _watch;

    /// <summary>Builds the machine and reads a sample.</summary>
    /// <param name="workshop">Gives machine and data.</param>
    /// <param name="experiment">Of a wave machine.</param>
    /// <param name="sample">0 … 3 for the inputs 00, 01, 10, 11.</param>
    public WaveScene(IWorkshop workshop, Experiment experiment, int sample)
    {
        Settings = (WaveSettings)experiment.Machine;
        Machine = workshop.Build(experiment);
        _watch = (IWatchable)Machine;
        Batch = new Batch(Machine.Features, Machine.Targets, Machine.Lanes);
        workshop.Samples(experiment).Train.Read([sample], Batch);
        (FirstRow, WindowRows) = Settings.Lattice.RowsBetween(Settings.Window.From, Settings.Window.To);
    }

    public WaveSettings Settings { get; }

    public IReverses Machine { get; }

    public Batch Batch { get; }

    /// <summary>First row of the lattice inside the window.</summary>
    public int FirstRow { get; }

    /// <summary>Rows inside the window.</summary>
    public int WindowRows { get; }

    /// <summary>ΔV.</summary>
    public double CellVolume => Settings.Lattice.CellVolume;

    /// <summary>χT: θ times this is a phase in rad.</summary>
    public double PhasePerTheta => Settings.Coupling * Settings.Duration;

    /// <summary>The window in pictures of the whole lattice.</summary>
    public CellRegion Window => new(FirstRow, 0, WindowRows, Settings.Lattice.Columns);

    /// <summary>∂C/∂θ and ∂C/∂π at the present θ by the stored-trajectory reference, stored values.</summary>
    /// <remarks>Leaves π = 0.</remarks>
    public (double[] ByTheta, double[] ByPi) Gradient()
    {
        var (byTheta, byPi) = (new double[Machine.Learning.Count], new double[Machine.Learning.Count]);
        var theta = Machine.Learning.Theta.ToArray();
        Machine.Learning.Pi.Clear();
        ((IPullsBack)Machine).PullBack(Batch, byTheta, byPi);
        theta.CopyTo(Machine.Learning.Theta);
        Machine.Learning.Pi.Clear();
        return (byTheta, byPi);
    }

    /// <summary>C of the sample at some θ, at rest; leaves θ there and the wave at its turning point.</summary>
    public double CostAt(ReadOnlySpan<double> theta)
    {
        theta.CopyTo(Machine.Learning.Theta);
        Machine.Learning.Pi.Clear();
        Machine.Prepare(Batch);
        Machine.Evolve();
        return Machine.Cost();
    }

    /// <summary>|Ψ|² now, on the whole lattice.</summary>
    public double[] Intensity() => Copy(0);

    /// <summary>θ now, on the whole lattice.</summary>
    /// <remarks>In the middle of a pass the stored θ is half a free flight short of the end of its step, as the wave is: this one is not.</remarks>
    public double[] Present() => Copy(Theta);

    /// <summary>π now, density, on the whole lattice.</summary>
    public double[] Momentum()
    {
        var values = Copy(Pi);
        TensorPrimitives.Divide(values, CellVolume, values);
        return values;
    }

    /// <summary>A vector over parameters as a field on the window alone.</summary>
    public FilmFrame Frame(string label, ReadOnlySpan<double> parameters, double factor)
    {
        var values = new double[parameters.Length];
        TensorPrimitives.Multiply(parameters, factor, values);
        return new FilmFrame(label, values);
    }

    /// <summary>θ and π (density) at a parameter's site now.</summary>
    public (double Theta, double Pi) At(int parameter)
    {
        var site = Site(parameter);
        return (Copy(Theta)[site], Copy(Pi)[site] / CellVolume);
    }

    /// <summary>Where a parameter lies in the box.</summary>
    public (double X, double Z) Place(int parameter)
    {
        var (column, row) = Math.DivRem(parameter, WindowRows);
        return (Settings.Lattice.X(column), Settings.Lattice.Z(FirstRow + row));
    }

    private int Site(int parameter)
    {
        var (column, row) = Math.DivRem(parameter, WindowRows);
        return Settings.Lattice.Site(column, FirstRow + row);
    }

    private double[] Copy(int field)
    {
        var values = new double[Settings.Lattice.Sites];
        _watch.CopyField(field, 0, values);
        return values;
    }
}
