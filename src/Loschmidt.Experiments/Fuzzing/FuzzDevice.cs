using System.Globalization;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>The least that can be called a device: one oscillator whose frequency learns.</summary>
internal sealed class FuzzDevice : ISelfTeachingDevice, IMeasuresField
{
    private double _q;
    private double _p;
    private double _theta = 0.1;
    private double _pi;

    public DeviceHello About { get; } = new()
    {
        Name = "fuzz",
        Kind = DeviceKind.SelfLearning,
        Features = 2,
        Outputs = 2,
        Targets = 2,
        Verbs = [.. Enum.GetValues<WireVerb>().Where(verb => verb < WireVerb.Load)],
        Ranges = new Dictionary<string, DeviceRange> { ["input"] = new(-10, 10), ["epsilon"] = new(-0.1, 0.1), ["rate"] = new(0, 1e6) },
        Units = new Dictionary<string, string> { ["input"] = "V" },
        Base64 = true,
    };

    public int FieldLength => 1;

    public void Prepare(ReadOnlySpan<double> input) => (_q, _p) = (input[0], input[1]);

    public void Evolve()
    {
        var (sin, cos) = Math.SinCos(1 + _theta);
        _pi -= 0.5 * (_q * _q + _p * _p);
        (_q, _p) = (_q * cos + _p * sin, _p * cos - _q * sin);
    }

    public void Inject(ReadOnlySpan<double> target, double epsilon) => _p -= epsilon * (_q - target[0]);

    public void Reverse() => (_p, _pi) = (-_p, -_pi);

    public void ReverseLearning() => _pi = -_pi;

    public void Decay(double rate, double time, double temperature) => (_theta, _pi) = (_theta + _pi * (1 - Math.Exp(-rate * time)) / rate, 0);

    public void Read(Span<double> outputs) => (outputs[0], outputs[1]) = (_q, _p);

    public string Snapshot() => string.Create(CultureInfo.InvariantCulture, $"{_theta:R}/{_pi:R}");

    public void Restore(string snapshot)
    {
        if (snapshot.Split('/') is [var theta, var pi] && double.TryParse(theta, CultureInfo.InvariantCulture, out var θ)
            && double.TryParse(pi, CultureInfo.InvariantCulture, out var π))
        {
            (_theta, _pi) = (θ, π);
            return;
        }

        throw new ArgumentException("not mine", nameof(snapshot));
    }

    public void Measure(Span<double> re, Span<double> im) => (re[0], im[0]) = (_q, _p);

    public void Reinject(ReadOnlySpan<double> re, ReadOnlySpan<double> im) => (_q, _p) = (re[0], im[0]);
}
