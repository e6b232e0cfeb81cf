using System.Globalization;
using Loschmidt.Experiments.Schema;
using Loschmidt.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Loschmidt.Studio.Lab;

/// <summary>What a link of the live wave asks for.</summary>
internal sealed class LiveQuery
{
    private const int MostSites = 32_768;

    private LiveQuery(LabQuery lab, WaveSettings wave, int rate, int start) => (Lab, Wave, Rate, Start) = (lab, wave, rate, start);

    /// <summary>The knobs of the wave machine.</summary>
    public LabQuery Lab { get; }

    /// <summary>The wave, as long as its way out is asked to be.</summary>
    public WaveSettings Wave { get; }

    /// <summary>Frames per second.</summary>
    public int Rate { get; }

    /// <summary>Frames of the first round that are skipped, so that a stream goes on where another ended.</summary>
    public int Start { get; }

    /// <summary>The experiment of the machine, in single precision.</summary>
    public Experiment Experiment => Lab.Experiment with
    {
        Machine = Wave,
        Training = Lab.Experiment.Training with { Precision = Precision.Float },
    };

    /// <summary>Reads a query: <c>sites=50x150</c>, <c>rate</c>, <c>turn</c>, <c>start</c>, and the knobs of the wave machine.</summary>
    /// <exception cref="StudioException">A value is out of range.</exception>
    public static LiveQuery Read(IQueryCollection query)
    {
        var offer = LiveOffer.Usual;
        var rest = query.Where(one => one.Key is not ("sites" or "rate" or "turn" or "start")).ToDictionary(StringComparer.Ordinal);
        rest["machine"] = new StringValues("wave");
        var lab = LabQuery.Read(new QueryCollection(rest));
        var wave = (WaveSettings)lab.Experiment.Machine;
        var (columns, rows) = Sites(query["sites"].ToString(), wave);
        var turn = Whole(query, "turn", wave.Steps, 5, offer.MostSteps);
        return new LiveQuery(
            lab,
            wave with { Lattice = wave.Lattice with { Columns = columns, Rows = rows }, Steps = turn, Duration = wave.Duration / wave.Steps * turn },
            Whole(query, "rate", offer.Rate, 1, offer.MostRate), Whole(query, "start", 0, 0, (2 * turn) + 1));
    }

    private static (int Columns, int Rows) Sites(string text, WaveSettings usual)
    {
        if (text.Length == 0)
            return (usual.Lattice.Columns, usual.Lattice.Rows);
        var parts = text.Split('x');
        return parts.Length == 2 && Number(parts[0]) is >= 8 and <= 256 and var columns && Number(parts[1]) is >= 16 and <= 1024 and var rows && columns * rows <= MostSites
            ? (columns, rows)
            : throw new StudioException($"sites = '{LabQuery.Shown(text)}' is not columns x rows such as 50x150: 8 to 256 times 16 to 1024, at most {MostSites} together");
    }

    private static int Whole(IQueryCollection query, string name, int usual, int from, int to) => query[name].ToString() is not { Length: > 0 } text ? usual
        : Number(text) is var value && value >= from && value <= to ? value
        : throw new StudioException($"{name} = '{LabQuery.Shown(text)}' is not a whole number from {from} to {to}");

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
