using System.Text;
using Loschmidt.Formulas;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws formulas at their reader: half of them drawn from the grammar, whose energy, force and response must agree with dual numbers;
/// half of them spoilt, which are read or refused at a character inside the text.</summary>
public static class FormulaFuzz
{
    private const long MemoryBound = 64L << 20;
    private const string Name = "formula";

    private static readonly FormulaScope Scope = FormulaScope.Bond("k", "g");

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take some seconds.</param>
    /// <param name="seed">Seed of formulas and mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">A formula broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        byte[][] corpus =
        [
            .. new[]
            {
                "k*(1-cos(a-b)) + g*(a-b)^2/2", "k*a^2/2 + g^2*b^4/4", "sqrt(1 + a^2) - log(2 + cos(b))", "-k*tanh(a)*tanh(b)^3",
                "exp(-(a-b)^2/(2*0.3^2)) * (1.5e-3 + pi)", "((((a)))) - ---b + k^-2", "sech(a) + cosh(b)/sinh(2+g^2) + tan(0.1*a)", "g*q1*q2^0.5 + 2^k",
            }.Select(Encoding.UTF8.GetBytes),
        ];
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(IsRead(Encoding.UTF8.GetString(valid)), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, [.. "()+-*/^., abkgpiqxe0159_sincoslogsqrt\t\n\0=;{}[]'\"\\!%&|<>~$"u8, 0xC2, 0xB2, 0xE2, 0x88, 0x92, 0xFF]);
        return FuzzLoop.Run(Name, cases, seed, log, MemoryBound, number =>
            number % 2 == 0 ? Agrees(new GrownFormula(seed, number)) : IsRead(Encoding.UTF8.GetString(mutator.Case(number))));
    }

    private static bool IsRead(string text)
    {
        try
        {
            Kick(text, 0.7, -0.4, 1.1, 0.6);
            return true;
        }
        catch (FormulaException e)
        {
            FuzzLoop.Require(
                e.Formula == text && e.Position >= 0 && e.Length >= 0 && e.Position + e.Length <= text.Length && !e.Message.Any(char.IsControl),
                $"a refusal outside the text or in more than one line: {e.Position} + {e.Length} of {text.Length}: {e.Message}");
            return false;
        }
    }

    private static bool Agrees(GrownFormula formula)
    {
        double[] at = [0.7, -0.4, 1.1, 0.6];
        double[] found;
        try
        {
            found = Kick(formula.Text, at[0], at[1], at[2], at[3]);
        }
        catch (FormulaException e)
        {
            FuzzLoop.Require(!(formula.Evaluate(at, 0).Largest < 1e4), $"'{formula.Text}' is refused: {e.Message}");
            return false;
        }

        var energy = Formula.Parse(formula.Text, Scope).Evaluate(at.AsSpan(0, 2), at.AsSpan(2));
        for (var seeded = 0; seeded < at.Length; seeded++)
        {
            var (value, slope, largest) = formula.Evaluate(at, seeded);
            // Beyond this, cancellations of the draw may leave fewer digits than are compared.
            if (!(largest < 1e4))
                continue;
            FuzzLoop.Require(
                Math.Abs(energy - value) <= 1e-8 && Math.Abs(found[seeded] - slope) <= 1e-8 * (1 + Math.Abs(slope)),
                $"'{formula.Text}' is {energy:R} with slope {found[seeded]:R} by {seeded}, not {value:R} and {slope:R}");
        }

        return true;
    }

    /// <summary>∂V/∂a, ∂V/∂b by the flow, ∂V/∂k, ∂V/∂g by the response.</summary>
    private static double[] Kick(string text, double a, double b, double k, double g)
    {
        var formula = Formula.Parse(text, Scope);
        var term = new FormulaTerm<double>(Name, formula, [0, 1], [new("k", [k], Trained: true), new("g", [g], Trained: true)]);
        var x = new PhasePoint<double>(2, 1);
        var view = x.View;
        (view.Q[0], view.Q[view.Lanes]) = (a, b);
        double[] θ = [k, g], response = [0, 0];
        term.Response(view, new(θ), 1, response);
        term.Flow(view, new(θ), 1);
        return [-view.P[0], -view.P[view.Lanes], response[0], response[1]];
    }
}
