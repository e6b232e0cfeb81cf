namespace Loschmidt.Machines;

/// <summary>A machine whose input is a pulse on a carrier that travels in one direction and is met by a mirror.</summary>
public interface ITravels : IExposed
{
    /// <summary>Sites along the direction of travel; coordinate = line × <see cref="Rows"/> + row.</summary>
    int Rows { get; }

    /// <summary>Row, counted from the first as 0, where the centre of a pulse should be when it is turned round; may lie between two.</summary>
    double MirrorRow { get; }

    /// <summary>Phase that the carrier of the outgoing pulse gains from one row to the next, rad.</summary>
    double CarrierPerRow { get; }
}
