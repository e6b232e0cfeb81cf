using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>What a term says of its drive is the slope of its energy.</summary>
public sealed class DriveResponseTests
{
    public static TheoryData<TermCase> Cases => [.. TermCase.All.Where(one => one.Term is IDrivenTerm<double>)];

    /// <summary>Fourth-order differences of the energy by every number of the drive: kicks leave positions be.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void The_response_to_the_drive_is_the_slope_of_the_energy(TermCase test)
    {
        var x = test.Point("x").View;
        var θ = test.Theta();
        var u = test.Drive(x.Lanes);
        var response = new double[u.Length];
        ((IDrivenTerm<double>)test.Term).DriveResponse(x, new(θ, u), 0.3, response);
        for (var i = 0; i < u.Length; i++)
        {
            var slope = i % x.Lanes < x.Active ? Slope(test, u, i) : 0;
            response[i].ShouldBe(0.3 * slope, 1e-10);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_tangent_of_that_response_is_its_derivative(TermCase test)
    {
        var x = test.Point("x").View;
        var dx = test.Point("dx").View;
        var (θ, dθ) = (test.Theta(), test.Theta("dtheta"));
        var (u, tangent) = (test.Drive(x.Lanes), new double[2 * x.Lanes]);
        ((IDrivenTerm<double>)test.Term).DriveTangent(x, dx, new(θ, u), dθ, 0.3, tangent);
        const double h = 1e-3;
        var (plus, minus, far, farMinus) = (At(h), At(-h), At(2 * h), At(-2 * h));
        for (var i = 0; i < u.Length; i++)
        {
            tangent[i].ShouldBe((8 * (plus[i] - minus[i]) - (far[i] - farMinus[i])) / (12 * h), 1e-10);
        }

        double[] At(double shift)
        {
            var moved = test.Point("x");
            var along = test.Point("dx").View;
            for (var i = 0; i < along.Q.Length; i++)
            {
                moved.View.Q[i] += shift * along.Q[i];
            }

            var response = new double[2 * moved.Lanes];
            double[] shifted = [.. θ.Select((value, k) => value + shift * dθ[k])];
            ((IDrivenTerm<double>)test.Term).DriveResponse(moved.View, new(shifted, u), 0.3, response);
            return response;
        }
    }

    private static double Slope(TermCase test, double[] u, int i)
    {
        const double h = 1e-3;
        return (8 * (EnergyAt(h) - EnergyAt(-h)) - (EnergyAt(2 * h) - EnergyAt(-2 * h))) / (12 * h);

        double EnergyAt(double shift)
        {
            var x = test.Point("x").View;
            var energy = new double[x.Lanes];
            double[] shifted = [.. u];
            shifted[i] += shift;
            test.Term.Energy(x, new(test.Theta(), shifted), energy);
            return energy.Sum();
        }
    }
}
