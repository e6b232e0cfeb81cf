namespace Loschmidt.Learning;

/// <summary>A time cut into equal steps that are no longer than matter bears.</summary>
/// <param name="Count">Steps.</param>
/// <param name="Length">Duration of each.</param>
internal readonly record struct Substeps(int Count, double Length)
{
    // e^-30 of what was there is left: the rounding of a double is e^-36.
    private const double Forgotten = 30;

    /// <summary>Cuts a time of motion.</summary>
    /// <param name="time">Any finite time, also a negative one.</param>
    /// <param name="longest">Longest step, &gt; 0.</param>
    public static Substeps Of(double time, double longest)
    {
        var count = Math.Ceiling(Math.Abs(time) / longest);
        return count <= int.MaxValue
            ? new((int)count, count > 0 ? time / count : 0)
            : throw new ArgumentException($"a time of {time} takes {count:0.#e0} steps of {longest}: too many; make the decay shorter");
    }

    /// <summary>Cuts the time of a decay with friction: a complete one ends where a well of frequency ω has come to rest.</summary>
    /// <param name="time">T_D, or infinity.</param>
    /// <param name="longest">Longest step.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="frequency">ω of small oscillations.</param>
    public static Substeps OfDecay(double time, double longest, double rate, double frequency)
    {
        if (double.IsFinite(time))
        {
            return Of(time, longest);
        }

        var under = rate / 2;
        var slowest = under < frequency ? under : frequency * frequency / (under + Math.Sqrt((under * under) - (frequency * frequency)));
        return Of(Forgotten / slowest, longest);
    }
}
