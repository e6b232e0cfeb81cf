namespace Loschmidt.Machines;

/// <summary>Random kicks of a bath at a temperature, each with a name of its own, so that a run that goes on draws the same ones.</summary>
public interface IThermalKicks
{
    /// <summary>kT, in units of the machine's energy; 0 kicks nobody.</summary>
    double Temperature { get; }

    /// <summary>Two independent standard normal numbers.</summary>
    /// <param name="moment">The training step.</param>
    /// <param name="element">The parameter, and beyond the parameters whatever else is kicked.</param>
    /// <param name="draw">The time step within the decay.</param>
    (double First, double Second) Normals(long moment, uint element, uint draw);
}
