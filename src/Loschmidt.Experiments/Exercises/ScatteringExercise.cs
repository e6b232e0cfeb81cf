using System.Numerics;
using Loschmidt.Scattering;

namespace Loschmidt.Experiments.Exercises;

/// <summary>5: what linear waves compute, and how transmissions are its gradient.</summary>
/// <remarks>Copies of an input mode, a hidden one and an output, all with ports of rate 1: input – hidden – output.</remarks>
internal sealed class ScatteringExercise : IExercise
{
    private static readonly double[] Inputs = [-1, 0, 1, 2];

    public int Number => 5;

    public string Title => "Scattering that computes";

    public string Page => "docs/lectures/5-scattering.md";

    public IReadOnlyList<GivenNumber> Given { get; } =
    [
        new("j_in", "coupling of input and hidden mode, kappa", 0.8, 0.3, 2), new("j_out", "coupling of hidden mode and output, kappa", 0.6, 0.3, 2),
        new("hidden", "detuning of the hidden mode, kappa", 0.3, -1, 1), new("output", "detuning of the output, kappa", -0.2, -1, 1),
        new("x", "input of the first three questions", 0.5, -2, 2), new("offset", "detuning that parts the two copies", 1, 0.3, 2),
    ];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("answer", "Im S_oo at x, o the output", 0.005, "A = 1/2 + i Delta + i J with Delta_input = x; S = 1 - A^-1"),
        new("slope_hidden", "d Im S_oo / d Delta_hidden at x, from transmissions alone", 0.005, "dS_rp/dDelta_j = (i/kappa_j) (S-1)_rj (S-1)_jp"),
        new("slope_coupling", "d Im S_oo / d J_hidden,output at x", 0.005, "one knob moves J_ho and J_oh: two terms"),
        new("naive", "|D - S'|/|S'| of D = (S_oo(Delta_hidden + 1) - S_oo(Delta_hidden - 1))/2 at x", 0.02, "the Moebius rule of the page makes it exact with one more setting"),
        new("cross_ratio", "(f1-f3)(f2-f4)/((f2-f3)(f1-f4)) of f = S_oo at x = -1, 0, 1, 2: its modulus", 0.001, "a Moebius function keeps the cross-ratio of its four arguments, whatever is trained"),
        new("two_copies", "the same modulus with two input modes that hear x, detuned by x + offset and x - offset, both coupled by j_in", 0.005, "a fraction of second degree keeps no cross-ratio"),
        new("absorbed", "share of a wave into the output's port that is absorbed at x when the hidden mode has a loss of 0.3 inside", 0.01, "what comes out of all three ports is missing this from 1"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var (x, hidden) = (given["x"], given["hidden"]);
        var s = At(given, [x], hidden);
        var (h, o) = (1, 2);
        var slope = Complex.ImaginaryOne * s[o, h] * s[h, o];
        var difference = (At(given, [x], hidden + 1)[o, o] - At(given, [x], hidden - 1)[o, o]) / 2;
        var lossy = At(given, [x], hidden, loss: 0.3);
        return
        [
            s[o, o].Imaginary, slope.Imaginary, (2 * Complex.ImaginaryOne * s[o, h] * (s[o, o] - 1)).Imaginary, (difference - slope).Magnitude / slope.Magnitude,
            CrossRatio(one => At(given, [one], hidden)[o, o]),
            CrossRatio(one => At(given, [one + given["offset"], one - given["offset"]], hidden)[o + 1, o + 1]),
            1 - Enumerable.Range(0, 3).Sum(r => Math.Pow(lossy[r, o].Magnitude, 2)),
        ];
    }

    private static double CrossRatio(Func<double, Complex> function)
    {
        var f = Inputs.Select(function).ToArray();
        return ((f[0] - f[2]) * (f[1] - f[3]) / ((f[1] - f[2]) * (f[0] - f[3]))).Magnitude;
    }

    /// <summary>S of the network with an input mode for every detuning.</summary>
    private static ScatteringMatrix At(IReadOnlyDictionary<string, double> given, double[] inputs, double hidden, double loss = 0)
    {
        var builder = new ScatteringNetworkBuilder();
        var copies = builder.Group("input", inputs.Length);
        var inner = builder.Group("hidden", 1, portRate: 1, loss: loss);
        var output = builder.Group("output", 1);
        builder.Couple(copies, inner).Couple(inner, output).Inject(copies, 1, inputs.Length, scale: 0, shift: 0);
        var network = builder.ReadReflection(output).Build();
        var matrix = new Complex[inputs.Length + 2, inputs.Length + 2];
        var (h, o) = (inputs.Length, inputs.Length + 1);
        for (var i = 0; i < inputs.Length; i++)
        {
            matrix[i, i] = inputs[i];
            (matrix[i, h], matrix[h, i]) = (given["j_in"], given["j_in"]);
        }

        (matrix[h, h], matrix[o, o]) = (hidden, given["output"]);
        (matrix[h, o], matrix[o, h]) = (given["j_out"], given["j_out"]);
        return ScatteringMatrix.Of(network, network.ThetaOf(matrix), [0]);
    }
}
