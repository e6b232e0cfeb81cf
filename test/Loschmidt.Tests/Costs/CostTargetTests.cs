using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Costs;

public class CostTargetTests
{
    [Fact]
    public void A_field_on_its_target_costs_nothing_and_one_unit_of_light_beside_it_costs_its_weight()
    {
        var cost = new FieldCost<double>([0], 2.5);
        var batch = new Batch(0, 2, 1) { Active = 1 };
        (batch.Targets[0], batch.Targets[1]) = (0.3, -0.4);
        cost.Prepare(batch, 1);

        var (q, p) = (new[] { 0.3 * Math.Sqrt(2) }, new[] { -0.4 * Math.Sqrt(2) });
        cost.Value(new PhaseView<double>(q, p, 1, 1)).ShouldBe(0, 1e-30);
        q[0] += Math.Sqrt(2);
        cost.Value(new PhaseView<double>(q, p, 1, 1)).ShouldBe(2.5, 1e-14);
    }

    [Fact]
    public void A_label_asks_its_own_answer_to_shine_and_the_others_to_stay_dark()
    {
        var cost = IntensityCost<double>.OneHot([0, 1, 2], brightness: 2, weight: 0.5);
        cost.Targets.ShouldBe(0);
        var batch = new Batch(0, 0, 2) { Active = 2 };
        (batch.Labels[0], batch.Labels[1]) = (0, 2);
        cost.Prepare(batch, 8);

        // lane 0 answers 0 as asked; lane 1 answers 0 where 2 was asked: 0.5·(2² + 2²)
        var x = new PhasePoint<double>(3, 2);
        (x.View.Q[0], x.View.P[1]) = (2, 2);
        cost.Value(x.View).ShouldBe(4, 1e-14);
    }

    [Fact]
    public void Targets_by_label_and_targets_in_the_batch_say_the_same()
    {
        Complex[][] table = [[new(1, 2), new(3, 4)], [new(-1, 0.5), new(0, -2)]];
        var byLabel = new FieldCost<double>([1, 0], [0.3, 0.9], table);
        var byBatch = new FieldCost<double>([1, 0], 0.3, 0.9);
        var labels = new Batch(0, 0, 3) { Active = 3 };
        var targets = new Batch(0, 4, 3) { Active = 3 };
        for (var lane = 0; lane < 3; lane++)
        {
            labels.Labels[lane] = lane % 2;
            for (var site = 0; site < 2; site++)
            {
                targets.Targets[(2 * site) * 3 + lane] = table[lane % 2][site].Real;
                targets.Targets[(2 * site + 1) * 3 + lane] = table[lane % 2][site].Imaginary;
            }
        }

        byLabel.Prepare(labels, 8);
        byBatch.Prepare(targets, 8);
        var x = CostCases.RandomPoint(9, 2, 3);
        byLabel.Value(x.View).ShouldBe(byBatch.Value(x.View));
    }

    [Fact]
    public void A_smaller_batch_after_a_larger_one_judges_only_its_own_samples()
    {
        var cost = new FieldCost<double>([0], 1);
        var batch = new Batch(0, 2, 4) { Active = 4 };
        cost.Prepare(batch, 8);
        batch.Active = 1;
        cost.Prepare(batch, 8);
        var x = new PhasePoint<double>(1, 4);
        x.View.Q.Fill(Math.Sqrt(2));
        cost.Value(x.View).ShouldBe(1, 1e-15);
        var gradient = new PhasePoint<double>(1, 4);
        cost.Gradient(x.View, gradient.View);
        gradient.View.Q[1..].ToArray().ShouldAllBe(g => g == 0);
    }

    [Fact]
    public void A_narrow_precision_agrees_to_its_own_rounding()
    {
        var wide = new IntensityCost<double>([0, 1], 0.7);
        var narrow = new IntensityCost<float>([0, 1], 0.7);
        var batch = new Batch(0, 2, 3) { Active = 3 };
        batch.Targets.AsSpan().Fill(0.4);
        wide.Prepare(batch, 8);
        narrow.Prepare(batch, 16);
        var x = CostCases.RandomPoint(10, 2, 3);
        var y = new PhasePoint<float>(2, 3);
        for (var i = 0; i < 2; i++)
            for (var lane = 0; lane < 3; lane++)
            {
                y.View.Q[i * y.Lanes + lane] = (float)x.View.Q[i * x.Lanes + lane];
                y.View.P[i * y.Lanes + lane] = (float)x.View.P[i * x.Lanes + lane];
            }

        ((double)narrow.Value(y.View)).ShouldBe(wide.Value(x.View), 1e-5);
        wide.Inject(x.View, 0.3);
        narrow.Inject(y.View, 0.3);
        ((double)y.View.P[y.Lanes + 2]).ShouldBe(x.View.P[x.Lanes + 2], 1e-5);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused_with_the_reason()
    {
        Should.Throw<ArgumentException>(() => new FieldCost<double>([1, 1], 1)).Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => new FieldCost<double>([0, 1, 2], 1, 2)).Message.ShouldContain("3 sites");
        Should.Throw<ArgumentException>(() => new FieldCost<double>([0], double.NaN)).Message.ShouldContain("NaN");
        Should.Throw<ArgumentException>(() => new PositionCost<double>([0], [1], [[1, 2]])).Message.ShouldContain("2 numbers");

        var cost = IntensityCost<double>.OneHot([0, 1], 1);
        var batch = new Batch(0, 0, 1) { Active = 1 };
        batch.Labels[0] = 7;
        Should.Throw<ArgumentException>(() => cost.Prepare(batch, 8)).Message.ShouldContain("label 7");
        Should.Throw<InvalidOperationException>(() => new PositionCost<double>([0]).Value(new PhasePoint<double>(2, 1).View))
            .Message.ShouldContain("Prepare");
    }
}
