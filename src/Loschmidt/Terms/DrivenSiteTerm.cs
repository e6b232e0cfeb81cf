using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A = Σ_k V(q at site k, u of channel k; θ_k): a user-written energy that changes with the drive.</summary>
/// <remarks>A site may be driven by several channels, a channel drive several sites: a place a pair.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TEnergy">The energy.</typeparam>
public sealed class DrivenSiteTerm<T, TEnergy> : LocalTerm<T, DrivenSiteTerm<T, TEnergy>.Local>, IDrivenTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TEnergy : struct, IDrivenSiteEnergy
{
    /// <summary>Places the energy; parameter tensors have one entry per place, in this order.</summary>
    /// <param name="name">Block name of the parameters, such as <c>antenna</c>.</param>
    /// <param name="places">Site and channel of each place.</param>
    public DrivenSiteTerm(string name, params IReadOnlyList<(int Site, int Channel)> places)
        : base(name, [.. places.Select(place => place.Site)], [.. places.Select(place => place.Channel)])
    {
    }

    /// <inheritdoc/>
    public void DriveResponse(PhaseView<T> x, in Control<T> control, double dt, Span<double> response) =>
        AddDriveResponse(x, control, dt, response);

    /// <inheritdoc/>
    public void DriveTangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse) =>
        AddDriveTangent(x, dx, control, dTheta, dt, dResponse);

    /// <summary>The site energy as the driver sees it.</summary>
    public readonly struct Local : ILocalEnergy
    {
        /// <inheritdoc/>
        public static int Coordinates => 1;

        /// <inheritdoc/>
        public static int Drives => 1;

        /// <inheritdoc/>
        public static IReadOnlyList<string> Parameters => TEnergy.Parameters;

        /// <inheritdoc/>
        public static double Initial(int parameter) => TEnergy.Initial(parameter);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static R Energy<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => TEnergy.Energy(q[0], theta[^1], theta[..^1]);
    }
}
