using Loschmidt.Machines;

namespace Loschmidt.Fields.Photonic;

/// <content>What is counted: photons, the invariant of Manley and Rowe, and the decay step of parameters that are bound.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    public double Photons() => Count(harmonic: 1);

    /// <inheritdoc/>
    /// <remarks>Lenses, masks, crops and interferometers conserve it exactly, the split χ(2) flow to second order in 1/K.</remarks>
    public double ManleyRowe() => _elements.Any(element => element.Nonlinearity is not null) ? Count(harmonic: 2) : double.NaN;

    /// <inheritdoc/>
    public void CountAncillas(Span<double> quanta)
    {
        for (var group = 0; group < AncillaGroups.Count; group++)
        {
            quanta[group] = 0;
            var (_, first, count) = AncillaGroups[group];
            for (var mode = first; mode < first + count; mode++)
            {
                for (var lane = 0; lane < _x.Active; lane++)
                {
                    quanta[group] += Intensity(_x.View, mode, lane);
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool BoundInDecay => _bound is { Settings.Mirror: Reversal.ThetaMirror.Internal };

    /// <inheritdoc/>
    public void Relax(LearningField field, double rate, double time, double scale)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (_bound is null)
        {
            field.Decay(rate, time, scale);
        }
        else
        {
            _bound.Relax(field, rate, time, scale);
        }
    }

    private double Count(double harmonic)
    {
        var x = _x.View;
        var total = 0.0;
        for (var lane = 0; lane < x.Active; lane++)
        {
            for (var mode = 0; mode < Modes; mode++)
            {
                total += Intensity(x, mode, lane);
            }

            foreach (var element in _elements)
            {
                for (var mode = element.FirstAncilla; element.IsHarmonic && mode < element.FirstAncilla + element.Ancillas; mode++)
                {
                    total += (harmonic - 1) * Intensity(x, mode, lane);
                }
            }
        }

        return total;
    }
}
