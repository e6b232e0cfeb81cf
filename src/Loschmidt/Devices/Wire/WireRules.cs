using System.Globalization;

namespace Loschmidt.Devices.Wire;

/// <summary>What both ends hold a request to before anything is done: verbs, lengths, ranges.</summary>
internal static class WireRules
{
    /// <summary>Checks a request against what the device said of itself.</summary>
    /// <exception cref="WireException">With the index of the first verb that does not fit.</exception>
    public static void Check(IReadOnlyList<WireAction> verbs, bool changes, DeviceHello about)
    {
        for (var at = 0; at < verbs.Count; at++)
        {
            var action = verbs[at];
            if (!about.Can(action.Verb))
            {
                throw new WireException(
                    WireFault.Verb,
                    $"'{WireWords.Text(action.Verb)}' is not a verb of this device, which knows {string.Join(", ", about.Verbs.Select(WireWords.Text))}", at);
            }

            if (!changes && about.Kind == DeviceKind.SelfLearning && action.Verb is WireVerb.Inject or WireVerb.Decay)
            {
                throw new WireException(
                    WireFault.State, $"'{WireWords.Text(action.Verb)}' changes the device, so its request needs a 'step'", at);
            }

            CheckNumbers(action, about, at);
        }
    }

    private static void CheckNumbers(WireAction action, DeviceHello about, int at)
    {
        switch (action.Verb)
        {
            case WireVerb.Prepare:
                Array("input", action.Numbers, about.Features, about, at);
                break;
            case WireVerb.Inject:
                Array("target", action.Numbers, about.Targets, about, at);
                Number("epsilon", action.Epsilon, about, at);
                break;
            case WireVerb.Decay:
                if (!(action.Rate > 0) || !(action.Time >= 0) || !(action.Temperature >= 0))
                {
                    throw new WireException(WireFault.Range, "a decay needs rate > 0, time >= 0 and temperature >= 0", at);
                }

                Number("rate", action.Rate, about, at);
                if (double.IsFinite(action.Time))
                {
                    Number("time", action.Time, about, at);
                }

                Number("temperature", action.Temperature, about, at);
                break;
            case WireVerb.Reverse when !about.Conjugates && !action.OnlyLearning:
                throw new WireException(
                    WireFault.Verb, "this device cannot conjugate its field; measure, conjugate and reinject it, and reverse \"only\":\"learning\"", at);
            case WireVerb.Reinject or WireVerb.Probe when action.Numbers.Length != action.Imaginary.Length:
                throw new WireException(
                    WireFault.Shape, $"{action.Numbers.Length} real and {action.Imaginary.Length} imaginary parts are no complex numbers", at);
            case WireVerb.Probe when about.Scattering is { Modes: var modes } && action.Numbers.Length != modes:
                throw new WireException(WireFault.Shape, $"{action.Numbers.Length} tones, but this device has {modes} modes", at);
            case WireVerb.Load:
                Parameters(action.Numbers, about, at);
                break;
            default:
                break;
        }
    }

    private static void Parameters(double[] theta, DeviceHello about, int at)
    {
        Array("theta", theta, about.ParameterCount, about, at);
        var first = 0;
        foreach (var tensor in about.Parameters)
        {
            var count = tensor.Shape.Aggregate(1, (product, extent) => product * extent);
            for (var i = 0; tensor.Range is { } range && i < count; i++)
            {
                if (!range.Contains(theta[first + i]))
                {
                    throw Outside($"{tensor.Name} {i}", theta[first + i], tensor.Unit, range, at);
                }
            }

            first += count;
        }
    }

    private static void Array(string name, double[] values, int length, DeviceHello about, int at)
    {
        if (values.Length != length)
        {
            throw new WireException(WireFault.Shape, $"{name} has {values.Length} numbers, but this device takes {length}", at);
        }

        if (about.Ranges.Count == 0 || !about.Ranges.TryGetValue(name, out var range))
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!range.Contains(values[i]))
            {
                throw Outside($"{name} {i}", values[i], about.Units.GetValueOrDefault(name, ""), range, at);
            }
        }
    }

    private static void Number(string name, double value, DeviceHello about, int at)
    {
        if (about.Ranges.TryGetValue(name, out var range) && !range.Contains(value))
        {
            throw Outside(name, value, about.Units.GetValueOrDefault(name, ""), range, at);
        }
    }

    private static WireException Outside(string name, double value, string unit, DeviceRange range, int at) => new(
        WireFault.Range,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} = {value}{(unit.Length > 0 ? " " + unit : "")} lies outside {range.From} to {range.To}"),
        at);
}
