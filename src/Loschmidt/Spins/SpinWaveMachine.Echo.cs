using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Spins;

/// <content>The way home: reversal, nudge, echo and its tangent.</content>
public sealed partial class SpinWaveMachine<T>
{
    /// <inheritdoc/>
    public string? BrokenReversal
    {
        get
        {
            var broken = new List<string>();
            if (Settings.Field.Y != 0)
            {
                broken.Add("the static field B_y");
            }

            if (Settings.Dmi.X != 0)
            {
                broken.Add("the Dzyaloshinskii-Moriya vector along x");
            }

            if (Settings.Dmi.Z != 0)
            {
                broken.Add("the Dzyaloshinskii-Moriya vector along z");
            }

            return broken.Count == 0 ? null
                : $"{string.Join(" and ", broken)} changes its sign under the time reversal S_y -> -S_y; fields along x and z and a Dzyaloshinskii-Moriya vector along y do not";
        }
    }

    /// <inheritdoc/>
    /// <remarks>S_y → −S_y of every spin, π → −π.</remarks>
    public void Reverse()
    {
        _s.Reverse();
        Learning.Reverse();
    }

    /// <inheritdoc/>
    /// <remarks>The cost knows S_z alone, hence C∘R = C, and its flow turns an output spin about z by ε ∂C/∂S_z: a field pulse.</remarks>
    public void Nudge(double epsilon)
    {
        for (var output = 0; output < 2; output++)
        {
            var spin = _outputs[output];
            var (sin, cos) = T.SinCos(T.CreateTruncating(epsilon * Slope(output)));
            var (x, y) = (_s[0][spin], _s[1][spin]);
            _s[0][spin] = (cos * x) - (sin * y);
            _s[1][spin] = (sin * x) + (cos * y);
        }
    }

    /// <inheritdoc/>
    public void Return() => Travel();

    /// <inheritdoc/>
    public void TangentEcho(Span<double> gradient)
    {
        GradientLength.Require(this, gradient);
        _ds.Clear();
        Array.Clear(_dTheta);
        Array.Clear(_dPi);
        for (var output = 0; output < 2; output++)
        {
            var spin = _outputs[output];
            var turn = T.CreateTruncating(Slope(output));
            (_ds[0][spin], _ds[1][spin]) = (-turn * _s[1][spin], turn * _s[0][spin]);
        }

        for (var step = 0; step < Settings.Steps; step++)
        {
            Drift();
            for (var stage = 0; stage < Stages; stage++)
            {
                var (flow, time) = Stage(stage);
                flow.Tangent(_s, _ds, Learning.Theta, Learning.Pi, _dTheta, _dPi, time);
            }

            Drift();
            Watcher?.Invoke(step + 1);
        }

        TensorPrimitives.Negate<double>(_dPi, gradient);

        void Drift()
        {
            Learning.Drift(_dt / 2);
            TensorPrimitives.MultiplyAdd(_dPi, Learning.InverseMass * _dt / 2, _dTheta, _dTheta);
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _kept.CopyFrom(_s);
        _keptLearning.CopyFrom(Learning);
        _hasKept = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        ThrowUnlessKept();
        _s.CopyFrom(_kept);
        Learning.CopyFrom(_keptLearning);
    }

    /// <inheritdoc/>
    /// <remarks>The distance is that of the spins relative to the largest transverse component S_x or S_y kept, the overlap that of the spin wave S_x + iS_y.</remarks>
    public HomeDistance DistanceFromKept()
    {
        ThrowUnlessKept();
        var (apart, size) = (0.0, 0.0);
        var (real, imaginary, here, there) = (0.0, 0.0, 0.0, 0.0);
        for (var spin = 0; spin < _s.Spins; spin++)
        {
            var (x, y) = (double.CreateTruncating(_s[0][spin]), double.CreateTruncating(_s[1][spin]));
            var (x0, y0) = (double.CreateTruncating(_kept[0][spin]), double.CreateTruncating(_kept[1][spin]));
            var z = double.CreateTruncating(_s[2][spin] - _kept[2][spin]);
            var distance = Math.Max(Math.Max(Math.Abs(x - x0), Math.Abs(y - y0)), Math.Abs(z));
            apart = distance <= apart ? apart : distance;
            size = Math.Max(size, Math.Max(Math.Abs(x0), Math.Abs(y0)));
            real += (x0 * x) + (y0 * y);
            imaginary += (x0 * y) - (y0 * x);
            here += (x * x) + (y * y);
            there += (x0 * x0) + (y0 * y0);
        }

        var learning = 0.0;
        for (var i = 0; i < Learning.Count; i++)
        {
            var distance = Math.Max(
                Math.Abs(Learning.Theta[i] - _keptLearning.Theta[i]), Math.Abs(Learning.Pi[i] - _keptLearning.Pi[i]));
            learning = distance <= learning ? learning : distance;
        }

        return new HomeDistance(
            apart / (size > 0 ? size : 1), learning,
            here == 0 && there == 0 ? 1 : ((real * real) + (imaginary * imaginary)) / (here * there));
    }

    // ∂C/∂S_z
    private double Slope(int output) =>
        -4 * double.CreateTruncating(_s[2][_outputs[output]]) * (Amplitude(output) - _target[output]);

    private void ThrowUnlessKept()
    {
        if (!_hasKept)
        {
            throw new InvalidOperationException("nothing was kept: call Keep first");
        }
    }
}
