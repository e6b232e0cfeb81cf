namespace Loschmidt.Studio.Lab;

/// <summary>The machines of the echo lab and their knobs: presets that are small enough to answer while a slider moves.</summary>
internal static class LabCatalog
{
    private const string Bits = "the two input bits";

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<LabMachine> Machines { get; } =
    [
        new("wave", "Nonlinear wave (XOR)",
            "Two packets of light carry two bits through a nonlinear box; between them lies θ, a refractive index that learns to send their exclusive or to one of two places.",
            "xor", "map",
            [
                Epsilon(1e-3, 1e-7, 0.3), Sample(["00", "01", "10", "11"], 1), Seed,
                Steps(50, 10, 200, "steps of one pass, T = 1"),
                new("nonlinearity", "nonlinearity g", "machine.nonlinearity", "the wave's own refractive index: phase g|Ψ|² per time") { From = 0, To = 30, Default = 10 },
                .. Errors(1, 0.1, Kind.Wave),
            ]),
        new("pinball", "Pinball",
            "A ball flies past another one on a rail, which repels it and recoils; the one on the rail, θ, learns where to sit so that the ball arrives at the target.",
            "pinball", "plane",
            [
                Epsilon(5e-3, 1e-7, 0.5), Seed,
                Steps(400, 40, 2000, "steps of one flight, T = 4"),
                new("strength", "repulsion k", "machine.strength", "energy k/√(r² + 0.05) between the balls; negative attracts") { From = -0.3, To = 0.3, Default = 0.1 },
                .. Errors(4, 0.05, Kind.Ball),
            ]),
        new("duffing-ring", "Duffing ring",
            "Eight hardening oscillators in a ring read two bits as displacements; θ are the stiffnesses of wells and springs, and the sign of one site at the end is the answer.",
            "duffing-ring", "sites",
            [
                Epsilon(5e-3, 1e-7, 0.5), Sample(["00", "01", "10", "11"], 1), Seed,
                Steps(280, 40, 2000, "steps of one pass, T = 14"),
                new("hardening", "hardening β", "machine.hardening", "quartic part of every well, βq⁴/4; without it the machine is linear") { From = 0, To = 4, Default = 1 },
                .. Errors(14, 0.05, Kind.Oscillators),
            ]),
        new("kerr-resonators", "Kerr resonators",
            "Ten coupled resonators in a chain, whose frequencies shift with their own brightness; θ are detunings and couplings, and the brighter end is the answer.",
            "kerr-resonators", "sites",
            [
                Epsilon(3e-3, 1e-7, 0.5), Sample(["00", "01", "10", "11"], 1), Seed,
                Steps(100, 20, 2000, "steps of one pass, T = 8"),
                new("kerr", "Kerr effect", "machine.kerr", "frequency shift per brightness") { From = 0, To = 4, Default = 1 },
                .. Errors(8, 0.05, Kind.Wave),
            ]),
        new("josephson-array", "Josephson array",
            "Nine superconducting islands joined by junctions; bits are phases of two islands, θ are the fluxes through the junctions' loops.",
            "josephson-array", "sites",
            [
                Epsilon(1e-2, 1e-7, 0.5), Sample(["00", "01", "10", "11"], 1), Seed,
                Steps(160, 40, 2000, "steps of one pass, T = 8"),
                .. Errors(8, 0.05, Kind.Oscillators),
            ]),
        new("own-formula", "Your own formula",
            "Six sites in a ring whose energies you write: V(q) of a site, W(a, b) of a bond. θ are the parameters that you name. Shown: circuits of junctions and coils.",
            "own-formula", "sites",
            [
                new("site", "energy of a site V(q)", "machine.site", "a formula in q, parameters, pi, the site's number i of n, and its place x, y") { Scale = "text", Text = "EJ*(1-cos(q)) + EL*q^2/2" },
                new("bond", "energy of a bond W(a, b)", "machine.bond", "a formula in a and b, the positions of its two sites, their numbers i and j of n, parameters and pi") { Scale = "text", Text = "g*(1-cos(a-b))" },
                new("parameters", "parameters θ", "machine.parameters", "name = value ± spread, with commas between; the seed draws one for every site or bond")
                {
                    Scale = "text", Text = "EJ = 1 ± 0.3, EL = 0.5 ± 0.2, g = 1 ± 0.3",
                },
                Epsilon(1e-2, 1e-7, 0.5), Sample(["00", "01", "10", "11"], 1), Seed,
                Steps(100, 20, 2000, "steps of one pass, T = 10"),
                .. Errors(10, 0.05, Kind.Oscillators),
            ]),
    ];

    private static LabKnob Seed => new("seed", "seed", "seed", "draws the initial θ and every error") { Scale = "whole", From = 0, To = 9_999, Default = 1 };

    private static LabKnob Epsilon(double usual, double from, double to) =>
        new("epsilon", "nudge ε", "training.epsilon", "time for which the cost acts at the turning point; the kick is −ε ∂C/∂θ + O(ε²)")
        {
            Scale = "log", From = from, To = to, Default = usual,
        };

    private static LabKnob Sample(IReadOnlyList<string> cases, int usual) =>
        new("sample", Bits, "sample", "which sample is sent out") { Scale = "whole", To = cases.Count - 1, Default = usual, Cases = cases };

    private static LabKnob Steps(int usual, int from, int to, string meaning) =>
        new("steps", "steps", "machine.steps", meaning) { Scale = "whole", From = from, To = to, Default = usual };

    // A ball has no phase: what turns (q, p), by mistake or at random, says nothing of it.
    private static LabKnob[] Errors(double duration, double phase, Kind kind) =>
    [
        new("loss", "loss κ", "imperfections.map.loss", kind switch
        {
            Kind.Wave => "rate at which every mode loses energy: amplitude × e^(−κt/2), on both ways",
            Kind.Oscillators => "rate at which every oscillator loses energy: q and p × e^(−κt/2), on both ways",
            _ => "the ball's place and velocity shrink by e^(−κt/2), on both ways: drag, and a pull to the middle",
        })
        {
            Scale = "log-zero", From = 1e-6, To = Math.Round(2 / duration, 3), Unit = "1/time", Imperfection = true,
        },
        .. kind == Kind.Ball ? [] : new[] { Dephasing(duration, phase, kind) },
        new("noise", "noise of the mirror", "imperfections.reversal.noise", kind == Kind.Ball
            ? "energy of the shake that turning the ball round adds, as a part of the ball's" : "energy of the noise that the time reversal adds, as a part of the field's")
        {
            Scale = "log-zero", From = 1e-12, To = 0.1, Unit = "of the energy", Imperfection = true,
        },
        new("mirrorGain", "gain error of the mirror", "imperfections.reversal.gain", kind switch
        {
            Kind.Wave => "Ψ → (1 + δ)Ψ* in place of Ψ*",
            Kind.Oscillators => "(q, p) → (1 + δ)(q, −p) in place of (q, −p)",
            _ => "the ball is turned round at 1 + δ times its place, with 1 + δ times its velocity",
        })
        {
            From = -0.2, To = 0.2, Imperfection = true,
        },
        .. kind == Kind.Ball ? [] : new[] { Phase(kind) },
    ];

    private static LabKnob Dephasing(double duration, double phase, Kind kind) =>
        new("dephasing", "noise on the way γ", "imperfections.map.dephasing",
            kind == Kind.Wave ? "rate at which phases diffuse, anew on both ways" : "rate at which (q, p) of every site turns at random, anew on both ways")
        {
            Scale = "log-zero", From = 1e-8, To = Math.Round(phase * 2 / duration, 4), Unit = "rad²/time", Imperfection = true,
        };

    private static LabKnob Phase(Kind kind) =>
        new("mirrorPhase", "phase error of the mirror", "imperfections.reversal.phase",
            kind == Kind.Wave ? "Ψ → e^(iα)Ψ*: harmless where H does not see a common phase" : "every (q, p) is turned by this angle: a mirror that is late")
        {
            From = -0.5, To = 0.5, Unit = "rad", Imperfection = true,
        };

    private enum Kind
    {
        Wave,
        Oscillators,
        Ball,
    }
}
