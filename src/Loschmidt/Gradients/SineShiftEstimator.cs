using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The parameter-shift rule of linear optics: the exact slope of a finite Fourier series from costs at finite shifts.</summary>
/// <remarks>
/// With harmonics up to R in α = χθ, and shifts α_μ = (2μ − 1)π/2R, μ = 1 … 2R,
/// <code>
/// ∂C/∂α = Σ_μ C(α + α_μ) (−1)^(μ−1) / [4R sin²(α_μ/2)]
/// </code>
/// Needs of a device: that C can be read and every θ set over a whole turn of its phase, and that R is known of its design.
/// Passes: 2R for every parameter, and one for C. No bias; noise of variance σ² in C adds χ²σ²(2R² + 1)/6 to every slope, without a small
/// step to divide by. A machine with a computer model beside it is asked with the model's R: exact as long as its errors are linear.
/// <para>D. Wierichs, J. Izaac, C. Wang, C. Y.-Y. Lin, Quantum 6 (2022) 677. The function of scattering machines is rational:
/// <see cref="MoebiusEstimator"/>.</para>
/// </remarks>
public sealed record SineShiftEstimator : IPartialEstimator
{
    /// <inheritdoc/>
    public string Name => "parameter-shift";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) =>
        Capability.Require<IEvolves>(machine, out reason) && Capability.Require<IInterferes>(DesignOf(machine), out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => PassesFor(machine, machine.Parameters.Count);

    /// <inheritdoc/>
    public double Passes(IMachine machine, IReadOnlyCollection<int> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return PassesFor(machine, parameters.Count);
    }

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient) => Estimate(machine, batch, null, gradient);

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, IReadOnlyCollection<int>? parameters, Span<double> gradient)
    {
        var design = Capability.Get<IInterferes>(DesignOf(machine));
        ArgumentNullException.ThrowIfNull(batch);
        GradientLength.Require(machine, gradient);
        gradient.Clear();
        var direction = new double[machine.Parameters.Count];
        foreach (var parameter in parameters ?? [.. Enumerable.Range(0, direction.Length)])
        {
            var angle = design.AngleOf(parameter);
            if (angle != 0)
            {
                direction[parameter] = 1 / angle;
                gradient[parameter] = angle * Slope(design.Harmonics, machine, batch, direction);
                direction[parameter] = 0;
            }
        }

        return DisplacedCost.At(machine, batch, direction, 0);
    }

    private static double Slope(int harmonics, IMachine machine, Batch batch, ReadOnlySpan<double> direction)
    {
        var slope = 0.0;
        for (var μ = 1; μ <= 2 * harmonics; μ++)
        {
            var shift = (2 * μ - 1) * Math.PI / (2 * harmonics);
            var half = Math.Sin(shift / 2);
            var weight = (μ % 2 == 1 ? 1 : -1) / (4 * harmonics * half * half);

            // The series has the period 2π; the way round that is nearer costs fewer digits of θ.
            slope += weight * DisplacedCost.At(machine, batch, direction, shift > Math.PI ? shift - 2 * Math.PI : shift);
        }

        return slope;
    }

    private static double PassesFor(IMachine machine, int parameters) =>
        1 + 2.0 * Capability.Get<IInterferes>(DesignOf(machine)).Harmonics * parameters;

    private static IMachine DesignOf(IMachine machine) => machine is IModelled modelled ? modelled.Model : machine;
}
