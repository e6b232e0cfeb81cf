using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>The stranger's machine without a mirror: its field can be measured and sent in, and its learning field reversed, but nothing conjugates.</summary>
internal sealed class MeasuredBox(Dictionary<string, byte[]> shelf) : StrangersBox(shelf), IMeasuresField
{
    public override DeviceHello About => base.About with
    {
        Name = "box without a mirror", Conjugates = false, Verbs = [.. base.About.Verbs, WireVerb.Measure, WireVerb.Reinject],
    };

    public int FieldLength => Q.Length;

    public void Measure(Span<double> re, Span<double> im)
    {
        Q.CopyTo(re);
        P.CopyTo(im);
    }

    public void Reinject(ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        re.CopyTo(Q);
        im.CopyTo(P);
    }
}
