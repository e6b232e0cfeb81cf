namespace Loschmidt.Devices.Wire;

/// <summary>One entry of <c>do</c>: a verb with its numbers.</summary>
public sealed record WireAction
{
    private WireAction(WireVerb verb) => Verb = verb;

    /// <summary>The verb.</summary>
    public WireVerb Verb { get; }

    /// <summary>Its numbers: <c>input</c>, <c>target</c>, <c>theta</c> or <c>re</c>; empty where the verb has none.</summary>
    public double[] Numbers { get; private init; } = [];

    /// <summary><c>im</c>, as long as <see cref="Numbers"/>; empty where the verb has none.</summary>
    public double[] Imaginary { get; private init; } = [];

    /// <summary>ε of an injection.</summary>
    public double Epsilon { get; private init; }

    /// <summary>Γ of a decay.</summary>
    public double Rate { get; private init; }

    /// <summary>Duration of a decay; infinite where it is complete.</summary>
    public double Time { get; private init; } = double.PositiveInfinity;

    /// <summary>kT of the bath of a decay.</summary>
    public double Temperature { get; private init; }

    /// <summary>Whether a reversal is of the learning field alone.</summary>
    public bool OnlyLearning { get; private init; }

    /// <summary>The snapshot to go back to; empty of other verbs.</summary>
    public string Snapshot { get; private init; } = "";

    /// <summary>ω of the tones of a probe.</summary>
    public double Frequency { get; private init; }

    /// <summary>Run.</summary>
    public static WireAction Evolve { get; } = new(WireVerb.Evolve);

    /// <summary>Reverse field and learning field.</summary>
    public static WireAction Reverse { get; } = new(WireVerb.Reverse);

    /// <summary>Reverse the learning field alone.</summary>
    public static WireAction ReverseLearning { get; } = new(WireVerb.Reverse) { OnlyLearning = true };

    /// <summary>Read the outputs.</summary>
    public static WireAction Read { get; } = new(WireVerb.Read);

    /// <summary>Keep the present state.</summary>
    public static WireAction TakeSnapshot { get; } = new(WireVerb.Snapshot);

    /// <summary>Measure the field.</summary>
    public static WireAction Measure { get; } = new(WireVerb.Measure);

    /// <summary>Tell the parameters.</summary>
    public static WireAction Theta { get; } = new(WireVerb.Theta);

    /// <summary>Tell the momenta.</summary>
    public static WireAction Listen { get; } = new(WireVerb.Listen);

    /// <summary>Write an input.</summary>
    /// <param name="input">[features]; not copied.</param>
    public static WireAction Prepare(double[] input) => new(WireVerb.Prepare) { Numbers = input };

    /// <summary>Let the cost act.</summary>
    /// <param name="target">[targets]; not copied.</param>
    /// <param name="epsilon">ε.</param>
    public static WireAction Inject(double[] target, double epsilon) => new(WireVerb.Inject) { Numbers = target, Epsilon = epsilon };

    /// <summary>Let momenta decay.</summary>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D; infinite for a complete decay.</param>
    /// <param name="temperature">kT of the bath.</param>
    public static WireAction Decay(double rate, double time = double.PositiveInfinity, double temperature = 0) =>
        new(WireVerb.Decay) { Rate = rate, Time = time, Temperature = temperature };

    /// <summary>Go back.</summary>
    /// <param name="snapshot">What the device named, or gave, once.</param>
    public static WireAction Restore(string snapshot) => new(WireVerb.Restore) { Snapshot = snapshot };

    /// <summary>Send a field in.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    public static WireAction Reinject(double[] re, double[] im) => new(WireVerb.Reinject) { Numbers = re, Imaginary = im };

    /// <summary>Set the parameters.</summary>
    /// <param name="theta">θ, [parameters].</param>
    public static WireAction Load(double[] theta) => new(WireVerb.Load) { Numbers = theta };

    /// <summary>Send steady tones in.</summary>
    /// <param name="re">Real parts, [modes].</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="frequency">ω from the reference frequency.</param>
    public static WireAction Probe(double[] re, double[] im, double frequency = 0) =>
        new(WireVerb.Probe) { Numbers = re, Imaginary = im, Frequency = frequency };

    /// <summary>A verb without numbers.</summary>
    internal static WireAction Plain(WireVerb verb) => verb switch
    {
        WireVerb.Evolve => Evolve,
        WireVerb.Reverse => Reverse,
        WireVerb.Read => Read,
        WireVerb.Snapshot => TakeSnapshot,
        WireVerb.Measure => Measure,
        WireVerb.Theta => Theta,
        _ => Listen,
    };
}
