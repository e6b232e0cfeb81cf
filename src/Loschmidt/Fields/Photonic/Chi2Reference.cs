namespace Loschmidt.Fields.Photonic;

/// <summary>A mode and its ancilla, Ψ = (Q + iP)/√2 and a = (AncillaQ + iAncillaP)/√2; or cotangents of these
/// four.</summary>
internal readonly record struct Chi2State(double Q, double P, double AncillaQ, double AncillaP);

/// <summary>The χ(2) splitting sub-flow by sub-flow, plainly and in double; the reverse sweep and the tests read
/// it.</summary>
/// <remarks>
/// H = c[Qq² − Qp² + 2Pqp] with c = χ/(2√2), split as H1 = cQq², H2 = −cQp², H3 = 2cPqp. One substep of length h = 1/K
/// is H1(h/2) H2(h/2) H3(h) H2(h/2) H1(h/2). Capital letters are the ancilla's.
/// </remarks>
internal static class Chi2Reference
{
    private const int FlowsPerSubstep = 5;

    /// <summary>Numbers that <see cref="PullBack"/> stores on its way forward.</summary>
    public static int PathLength(int substeps) => 4 * FlowsPerSubstep * substeps;

    /// <summary>The map for T_s = 1.</summary>
    public static Chi2State Flow(Chi2State x, double chi, int substeps)
    {
        for (var flow = 0; flow < FlowsPerSubstep * substeps; flow++)
        {
            x = SubFlow(flow % FlowsPerSubstep, x, Time(flow, chi, substeps));
        }

        return x;
    }

    /// <summary>Cotangents after the map become those before, by the transposed Jacobian of each stored
    /// sub-flow.</summary>
    /// <param name="x">State before the map.</param>
    /// <param name="lambda">Cotangents after it.</param>
    /// <param name="chi">χ.</param>
    /// <param name="substeps">K.</param>
    /// <param name="path">Scratch, <see cref="PathLength"/> numbers.</param>
    public static Chi2State PullBack(Chi2State x, Chi2State lambda, double chi, int substeps, Span<double> path)
    {
        var flows = FlowsPerSubstep * substeps;
        for (var flow = 0; flow < flows; flow++)
        {
            var before = path.Slice(4 * flow, 4);
            (before[0], before[1], before[2], before[3]) = (x.Q, x.P, x.AncillaQ, x.AncillaP);
            x = SubFlow(flow % FlowsPerSubstep, x, Time(flow, chi, substeps));
        }

        for (var flow = flows - 1; flow >= 0; flow--)
        {
            var before = new Chi2State(path[4 * flow], path[4 * flow + 1], path[4 * flow + 2], path[4 * flow + 3]);
            lambda = Transposed(flow % FlowsPerSubstep, before, lambda, Time(flow, chi, substeps));
        }

        return lambda;
    }

    // c·t of a sub-flow.
    private static double Time(int flow, double chi, int substeps)
    {
        var full = chi / (2 * Math.Sqrt(2)) / substeps;
        return flow % FlowsPerSubstep == 2 ? full : full / 2;
    }

    private static Chi2State SubFlow(int flow, Chi2State x, double t)
    {
        var (q, p, Q, P) = x;
        switch (flow)
        {
            case 0 or 4:
                return x with { P = p - 2 * t * Q * q, AncillaP = P - t * q * q };
            case 1 or 3:
                return x with { Q = q - 2 * t * Q * p, AncillaP = P + t * p * p };
            default:
                var e = Math.Exp(2 * t * P);
                return x with { Q = q * e, P = p / e, AncillaQ = Q + 2 * t * q * p };
        }
    }

    private static Chi2State Transposed(int flow, Chi2State x, Chi2State λ, double t)
    {
        var (q, p, Q, P) = x;
        var (λq, λp, λQ, λP) = λ;
        switch (flow)
        {
            case 0 or 4:
                return λ with { Q = λq - 2 * t * (Q * λp + q * λP), AncillaQ = λQ - 2 * t * q * λp };
            case 1 or 3:
                return λ with { P = λp - 2 * t * (Q * λq - p * λP), AncillaQ = λQ - 2 * t * p * λq };
            default:
                var e = Math.Exp(2 * t * P);
                return λ with
                {
                    Q = e * λq + 2 * t * p * λQ,
                    P = λp / e + 2 * t * q * λQ,
                    AncillaP = λP + 2 * t * (e * q * λq - p / e * λp),
                };
        }
    }
}
