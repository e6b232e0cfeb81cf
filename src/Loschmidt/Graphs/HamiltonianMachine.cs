using System.Numerics;
using Loschmidt.Evolution;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>A machine made of any Hamiltonian: terms, a splitting, an encoder, a cost and the learning field.</summary>
/// <remarks>
/// State (x, Θ). Every flow is heard: π −= ∫ ∂A/∂θ before A flows; where Ω ≠ 0, θ flies freely beside the first part
/// without parameters. The echo is that of the discretised machine, exact for any step. After construction a pass
/// allocates nothing.
/// Not thread-safe; give each thread a machine.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class HamiltonianMachine<T>
    : IHearsInputs, IPullsBack, ICarriesMatter, IPullsOutputsBack, ILingers, IStepsComplex, IConserves, ICountsQuanta, IWatchable, IRefuses
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HamiltonianParts<T> _parts;
    private readonly SplitStep<T> _step;
    private readonly PhasePoint<T> _x;
    private readonly PhasePoint<T> _scratch;
    private readonly FixedPointPoint<T>? _integers;
    private readonly double _dt;
    private double _runningCost;

    /// <summary>Builds the machine; parameters start where their terms say, π from 0.</summary>
    /// <exception cref="ArgumentException">The parts do not fit together; the message says which and why.</exception>
    public HamiltonianMachine(HamiltonianParts<T> parts)
    {
        _parts = parts;
        var sites = parts.Hamiltonian.Coordinates;
        parts.Input.ThrowUnlessWithin(sites);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts.Lanes);
        if (parts.Output.Any(site => site < 0 || site >= sites))
        {
            throw new ArgumentException(
                $"output site {parts.Output.First(site => site < 0 || site >= sites)} lies outside 0 to {sites - 1}");
        }

        if (parts.Readout == Readout.Signs && parts.Output.Count != 1)
        {
            throw new ArgumentException($"a sign is read at one output site, not at {parts.Output.Count}; read positions or intensities of several");
        }

        Parameters = new ParameterLayout(parts.Hamiltonian.Terms.SelectMany(
            term => term.Tensors.Select(tensor => ($"{term.Name}/{tensor.Name}", tensor.Shape))));
        Learning = new LearningField(Parameters.Count, parts.InverseMass, parts.DecayInverseMass);
        _step = new SplitStep<T>(parts.Hamiltonian, parts.Schedule.Splitting, parts.InverseMass);
        _dt = parts.Schedule.Step;
        ThrowIfUnusable();
        _x = new PhasePoint<T>(sites, parts.Lanes);
        _scratch = new PhasePoint<T>(sites, parts.Lanes);
        _keptX = new PhasePoint<T>(sites, parts.Lanes);
        _displacement = new PhasePoint<T>(sites, parts.Lanes);
        _keptLearning = new LearningField(Parameters.Count, parts.InverseMass, parts.DecayInverseMass);
        _dTheta = new double[Parameters.Count];
        _dPi = new double[Parameters.Count];
        var moments = parts.Drive is { IsHeld: false } ? _step.StageTimes.Length : 1;
        _drive = new T[(parts.Drive?.Channels ?? 0) * _x.Lanes * moments];
        var heard = parts.HearsInputs ? (parts.Drive?.Features ?? 0) * _x.Lanes : 0;
        (_driveMomentum, _keptDriveMomentum) = (new double[heard], new double[heard]);
        _start = parts.HearsInputs || parts.Hamiltonian.Terms.Any(term => term is IExplains<T>) ? new PhasePoint<T>(sites, parts.Lanes) : null;
        _startTheta = new double[_start is null ? 0 : Parameters.Count];
        if (parts.Arithmetic == Arithmetic.FixedPoint)
        {
            _integers = new FixedPointPoint<T>(_x);
            _keptIntegers = new FixedPointPoint<T>(_keptX);
        }

        foreach (var term in _step.Terms)
        {
            (term.Term as IStartsSomewhere)?.Initial(Learning.Theta.Slice(term.Offset, term.Count));
        }
    }

    /// <inheritdoc/>
    public string Kind => _parts.Kind;

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => _parts.Lanes;

    /// <inheritdoc/>
    public int Features => _parts.Input.Features + (_parts.Drive?.Features ?? 0);

    /// <inheritdoc/>
    public int Targets => Math.Max(_parts.Cost?.Targets ?? 0, _parts.RunningCost?.Targets ?? 0);

    /// <summary>The present phase point, [sites × lanes]; a loan to look at.</summary>
    public PhaseView<T> State => _x.View;

    /// <summary>The parameters of one tensor, such as <c>duffing/stiffness</c>: a loan to read and write.</summary>
    /// <exception cref="ArgumentException">No tensor is called so; the message lists the names.</exception>
    public Span<double> Tensor(string name)
    {
        var tensor = Parameters.Tensors.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new ArgumentException(
                $"there is no '{name}'; the tensors are "
                + $"{string.Join(", ", Parameters.Tensors.Select(one => one.Name))}");
        return Learning.Theta.Slice(tensor.Offset, tensor.Count);
    }

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        if (batch.Active > Lanes || batch.Features != Features || batch.TargetCount < Targets)
        {
            throw new ArgumentException(
                $"a batch of {batch.Active} samples with {batch.Features} features and {batch.TargetCount} "
                + $"targets does not fit a machine of {Lanes} lanes, {Features} features and {Targets} targets"
                + (batch.Active > Lanes ? $"; set Lanes = {batch.Active} in its parts" : ""));
        }

        _x.Active = batch.Active;
        _parts.Input.Write(batch, _x.View);
        _integers?.Take();
        _parts.Drive?.Prepare(batch, _parts.Input.Features);
        _parts.Cost?.Prepare(batch, _x.Lanes);
        _parts.RunningCost?.Prepare(batch, _x.Lanes);
        _start?.CopyFrom(_x);
        Learning.Theta[.._startTheta.Length].CopyTo(_startTheta);
        Array.Clear(_driveMomentum);
        _runningCost = RunningCostAt(0);
        _nudge = 0;
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        for (var n = 0; n < Steps; n++)
        {
            Step(n, homeward: false);
            Pass(n + 1, homeward: false);
            _runningCost += RunningCostAt(n + 1);
            Watcher?.Invoke(n + 1);
        }
    }

    /// <inheritdoc/>
    public double Cost() => _runningCost + (_parts.Cost?.Value(_x.View) ?? 0);

    private void Step(int n, bool homeward)
    {
        var drive = DriveAt(n, homeward, _driveMomentum);
        if (Learning.Flows)
        {
            Learning.Drift(_dt / 2);
            _step.Step(_x.View, Learning.Theta, Learning.Pi, drive, _dt);
            Learning.Drift(_dt / 2);
        }
        else if (_integers is null)
        {
            _step.Step(_x.View, Learning.Theta, Learning.Pi, drive, _dt);
        }
        else
        {
            _step.Step(_integers, Learning.Theta, Learning.Pi, drive, _dt);
        }
    }

    private void ThrowIfUnusable()
    {
        if (_parts.Cost is null && _parts.RunningCost is null)
        {
            throw new ArgumentException("a machine needs a cost, a running cost, or both");
        }

        if (_parts.Quadrature == Quadrature.Simpson && Steps % 2 == 1)
        {
            throw new ArgumentException($"simpson's rule takes an even number of steps, not {Steps}");
        }

        if (!Hears(_parts))
        {
            throw new ArgumentException(
                "a machine hears inputs of drives that are the samples' own numbers, step by step: a SampledDrive with "
                + $"as many steps as the schedule ({Steps}), or one that takes no features");
        }

        if (Learning.Recoils && Lanes != 1)
        {
            throw new ArgumentException(
                $"θ recoils (Ω = {Learning.InverseMass}), so samples pass one after another: one lane, not {Lanes}");
        }

        if (_parts.Arithmetic != Arithmetic.FixedPoint)
        {
            return;
        }

        if (_step.NotShear is { } term)
        {
            throw new ArgumentException(
                $"'{term.Name}' is no shear: it moves positions and momenta together, and the angle of a rotation or "
                + "the factor of a scaling reads the rounded state, so the way back turns by another amount. "
                + "Bit-exact machines are made of kicks and drifts; use floating arithmetic, which "
                + "returns to within rounding");
        }

        if (Learning.Recoils)
        {
            throw new ArgumentException(
                "θ recoils, and its free flight is in floating point: the forces of the way back would not be "
                + "those of the way out. "
                + "Freeze θ during a pass (Ω = 0) or use floating arithmetic");
        }
    }
}
