namespace Loschmidt.Devices.Wire;

/// <summary>The verbs of a sealed device; there is none that could carry θ, π, a response or a gradient.</summary>
internal sealed class SelfTeachingVerbs(ISelfTeachingDevice device) : WireVerbs(device.About)
{
    public override WireResult Do(IReadOnlyList<WireAction> line, int at)
    {
        var action = line[at];
        switch (action.Verb)
        {
            case WireVerb.Prepare:
                if (device is IAims aiming && AimOf(line, at) is { } aim)
                {
                    aiming.Aim(aim);
                }

                device.Prepare(action.Numbers);
                return default;
            case WireVerb.Evolve:
                device.Evolve();
                return default;
            case WireVerb.Inject:
                device.Inject(action.Numbers, action.Epsilon);
                return default;
            case WireVerb.Reverse when action.OnlyLearning:
                device.ReverseLearning();
                return default;
            case WireVerb.Reverse:
                device.Reverse();
                return default;
            case WireVerb.Decay:
                device.Decay(action.Rate, action.Time, action.Temperature);
                return default;
            case WireVerb.Read:
                return Read(device.Read);
            case WireVerb.Snapshot:
                return new WireResult(null, Text: device.Snapshot());
            case WireVerb.Restore:
                device.Restore(action.Snapshot);
                return default;
            case WireVerb.Measure when device is IMeasuresField field:
                var (re, im) = (new double[field.FieldLength], new double[field.FieldLength]);
                field.Measure(re, im);
                return new WireResult(re, im);
            case WireVerb.Reinject when device is IMeasuresField field:
                if (action.Numbers.Length != field.FieldLength)
                {
                    throw new WireException(
                        WireFault.Shape, $"the field has {field.FieldLength} complex numbers, not {action.Numbers.Length}", at);
                }

                field.Reinject(action.Numbers, action.Imaginary);
                return default;
            default:
                throw new WireException(WireFault.Verb, $"a sealed device has no '{WireWords.Text(action.Verb)}'", at);
        }
    }
}
