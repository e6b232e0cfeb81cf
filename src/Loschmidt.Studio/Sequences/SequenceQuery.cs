using System.Globalization;
using Loschmidt.Experiments.Schema;
using Loschmidt.Sequences;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Sequences;

/// <summary>A layer and what it hears, as a link names them.</summary>
internal sealed record SequenceQuery
{
    // Half a second of one core.
    private const long MostNumbers = 4_000_000;

    /// <summary>Which series.</summary>
    public required string Series { get; init; }

    /// <summary>Sample of a data set.</summary>
    public required int Sample { get; init; }

    /// <summary>Which oscillators.</summary>
    public required UnitKind Kind { get; init; }

    /// <summary>P.</summary>
    public required int Oscillators { get; init; }

    /// <summary>Steps T.</summary>
    public required int Steps { get; init; }

    /// <summary>h.</summary>
    public required double Step { get; init; }

    /// <summary>Strength of the drive: rms of what an oscillator hears.</summary>
    public required double Drive { get; init; }

    /// <summary>Arithmetic.</summary>
    public required SequenceArithmetic Arithmetic { get; init; }

    /// <summary>Draws oscillators, input weights and noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Reads a link.</summary>
    /// <exception cref="StudioException">A number is out of range, or the layer is too large to be shown.</exception>
    public static SequenceQuery Of(IQueryCollection query)
    {
        var read = new SequenceQuery
        {
            Series = query["series"].ToString() is { Length: > 0 } series ? series : MadeSeries.Tones,
            Sample = (int)Number(query, "sample", 0, 0, 100_000, whole: true),
            Kind = Word(query, "kind", UnitKind.Nonlinear),
            Oscillators = (int)Number(query, "oscillators", 16, 1, 256, whole: true),
            Steps = (int)Number(query, "steps", 4000, 2, 200_000, whole: true),
            Step = Number(query, "h", 0.1, 1e-5, 1.5),
            Drive = Number(query, "drive", 1, 0, 100),
            Arithmetic = Word(query, "arithmetic", SequenceArithmetic.Float),
            Seed = (ulong)Number(query, "seed", 1, 0, 1e9, whole: true),
        };
        return (long)read.Oscillators * read.Steps <= MostNumbers ? read : throw new StudioException(
            $"{read.Oscillators} oscillators for {read.Steps} steps are more than the page can show; their product may be {MostNumbers:N0}");
    }

    private static double Number(IQueryCollection query, string key, double usual, double least, double most, bool whole = false)
    {
        var text = query[key].ToString();
        if (text.Length == 0)
            return usual;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            && (!whole || value == Math.Floor(value))
            ? value
            : throw new StudioException(string.Create(
                CultureInfo.InvariantCulture, $"{key} is a {(whole ? "whole number" : "number")} from {least} to {most}, not '{ScalarNode.Printable(text)}'"));
    }

    private static TWord Word<TWord>(IQueryCollection query, string key, TWord usual)
        where TWord : struct, Enum
    {
        var text = query[key].ToString();
        if (text.Length == 0)
            return usual;
        return Enum.TryParse<TWord>(text, ignoreCase: true, out var word) && !char.IsAsciiDigit(text[0])
            ? word
            : throw new StudioException(
                $"{key} is one of {string.Join(", ", Enum.GetNames<TWord>().Select(name => name.ToLowerInvariant()))}, not '{ScalarNode.Printable(text)}'");
    }
}

/// <summary>How numbers are kept.</summary>
internal enum SequenceArithmetic
{
    /// <summary>24 bits.</summary>
    Float,

    /// <summary>53 bits.</summary>
    Double,

    /// <summary>Whole numbers, which retrace to the last bit.</summary>
    Exact,
}
