using Loschmidt.Costs;
using Loschmidt.Evolution;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

// What comes from outside: the drive of every step, and what the echo hears of it and of the initial state.
public sealed partial class HamiltonianMachine<T>
{
    private readonly PhasePoint<T>? _start;
    private readonly double[] _startTheta;
    private readonly double[] _driveMomentum;
    private readonly double[] _keptDriveMomentum;
    private readonly T[] _drive;

    /// <inheritdoc/>
    public void ReadInputMomenta(Span<double> momenta)
    {
        ThrowIfRefused<IHearsInputs>();
        var x = _x.View;
        var start = _start!.View;
        var lanes = momenta.Length / Features;
        momenta.Clear();
        for (var feature = 0; feature < Features; feature++)
        {
            for (var lane = 0; lane < _x.Active; lane++)
            {
                momenta[feature * lanes + lane] = _parts.Input.PlaceOf(feature) switch
                {
                    ({ } site, IsPosition: true) => _parts.Input.Scale * Apart(x.P, start.P, site, lane),
                    ({ } site, _) => -_parts.Input.Scale * Apart(x.Q, start.Q, site, lane),
                    _ => _driveMomentum[(feature - _parts.Input.Features) * _x.Lanes + lane],
                };
            }
        }
    }

    /// <inheritdoc/>
    public void TangentEcho(Span<double> gradient, Span<double> inputGradient)
    {
        ThrowIfRefused<IHearsInputs>();
        Array.Clear(_driveMomentum);
        RunTangentHome(gradient, _driveMomentum);
        var dx = _displacement.View;
        var lanes = inputGradient.Length / Features;
        inputGradient.Clear();
        for (var feature = 0; feature < Features; feature++)
        {
            for (var lane = 0; lane < _x.Active; lane++)
            {
                // The displacement is that of the reversed state, before the last flip.
                inputGradient[feature * lanes + lane] = _parts.Input.PlaceOf(feature) switch
                {
                    ({ } site, IsPosition: true) => -_parts.Input.Scale * double.CreateTruncating(dx.P[site * _x.Lanes + lane]),
                    ({ } site, _) => -_parts.Input.Scale * double.CreateTruncating(dx.Q[site * _x.Lanes + lane]),
                    _ => -_driveMomentum[(feature - _parts.Input.Features) * _x.Lanes + lane],
                };
            }
        }
    }

    private double Apart(ReadOnlySpan<T> now, ReadOnlySpan<T> then, int site, int lane) =>
        double.CreateTruncating(now[site * _x.Lanes + lane] - then[site * _x.Lanes + lane]);

    private StepDrive<T> DriveOutward(int n) => DriveAt(n, homeward: false, []);

    // The stages of a palindrome meet their moments in the opposite order on the way home, to the last bit.
    private StepDrive<T> DriveAt(int n, bool homeward, Span<double> momentum)
    {
        if (_parts.Drive is not { } drive)
        {
            return default;
        }

        var size = drive.Channels * _x.Lanes;
        var heard = momentum.IsEmpty ? momentum : momentum.Slice(n * size, size);
        if (drive.IsHeld)
        {
            drive.At(n, (n + 0.5) * _dt, _drive, _x.Lanes);
            return new(_drive, 0, size, heard);
        }

        var times = _step.StageTimes;
        for (var stage = 0; stage < times.Length; stage++)
        {
            var moment = times[homeward ? times.Length - 1 - stage : stage];
            drive.At(n, (n + moment) * _dt, _drive.AsSpan(stage * size, size), _x.Lanes);
        }

        return new(_drive, size, size, heard);
    }

    // The running cost as it stands after so many steps, and its weight in the sum; null where it does not count.
    private ICost<T>? RunningAt(int step, out double weight)
    {
        weight = _dt * _parts.Quadrature.Weight(step, Steps);
        if (_parts.RunningCost is null || weight == 0)
        {
            return null;
        }

        (_parts.RunningCost as ITimedCost<T>)?.At(step, step * _dt);
        return _parts.RunningCost;
    }

    private double RunningCostAt(int step) =>
        RunningAt(step, out var weight) is { } cost ? weight * cost.Value(_x.View) : 0;

    private static bool Hears(HamiltonianParts<T> parts) =>
        !parts.HearsInputs || parts.Drive is null || parts.Drive.Features == 0
            || (parts.Drive.IsHeld && parts.Drive.Features == parts.Drive.Channels * parts.Schedule.Steps);
}
