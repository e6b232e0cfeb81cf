using System.Numerics.Tensors;
using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Gradients;

/// <summary>Faults planted into the gradient of a machine, beside an error as large as that of a literal echo, are named for what they are.</summary>
public sealed class GradientDiagnosisTests
{
    // What a pair of echoes is off by at a good ε, and what is allowed it.
    private const double EchoBias = 1e-6;
    private const double Tolerance = 1e-4;

    private static readonly (ParameterLayout Layout, double[] Gradient) Graph = OfGraph();
    private static readonly (ParameterLayout Layout, double[] Gradient) Wave = OfWave();

    [Fact]
    public void A_gradient_within_its_estimators_error_has_no_diagnosis()
    {
        Diagnose(Graph, _ => { }).ShouldBeNull();
        Diagnose(Wave, _ => { }).ShouldBeNull();
    }

    /// <summary>Mutation: the sign of the overall factor is not looked at.</summary>
    [Fact]
    public void The_opposite_sign_is_named()
    {
        var diagnosis = Diagnose(Wave, g => TensorPrimitives.Negate<double>(g, g))!;
        diagnosis.Fault.ShouldBe(GradientFault.OppositeSign);
        diagnosis.Words.ShouldBe("opposite sign");
        diagnosis.Tensor.ShouldBeNull();
    }

    /// <summary>Mutation: noise is asked for before factors.</summary>
    [Theory]
    [InlineData(2, "2 times the reference")]
    [InlineData(0.5, "0.5 times the reference")]
    [InlineData(1.001, "1.001 times the reference")]
    public void A_factor_is_named_with_its_size(double factor, string words)
    {
        foreach (var machine in new[] { Graph, Wave })
        {
            var diagnosis = Diagnose(machine, g => TensorPrimitives.Multiply(g, factor, g))!;
            diagnosis.Fault.ShouldBe(GradientFault.Factor);
            diagnosis.Factor!.Value.ShouldBe(factor, 1e-5);
            diagnosis.Words.ShouldBe(words);
        }
    }

    /// <summary>Mutation: the tensors that agree are counted among the faulty.</summary>
    [Fact]
    public void A_factor_or_sign_of_one_tensor_names_the_tensor()
    {
        foreach (var tensor in Strong(Graph))
        {
            var twice = Diagnose(Graph, g => Scale(g, tensor, 2))!;
            (twice.Fault, twice.Tensor).ShouldBe((GradientFault.Factor, tensor.Name));
            var opposite = Diagnose(Graph, g => Scale(g, tensor, -1))!;
            (opposite.Fault, opposite.Tensor).ShouldBe((GradientFault.OppositeSign, tensor.Name));
            var missing = Diagnose(Graph, g => Scale(g, tensor, 0))!;
            (missing.Fault, missing.Tensor).ShouldBe((GradientFault.MissingTensor, tensor.Name));
        }
    }

    /// <summary>Mutation: permutations are not looked for.</summary>
    [Fact]
    public void A_tensor_in_the_wrong_order_is_named_with_the_order()
    {
        foreach (var tensor in Strong(Graph))
        {
            var reversed = Diagnose(Graph, g => g.AsSpan(tensor.Offset, tensor.Count).Reverse())!;
            (reversed.Fault, reversed.Tensor).ShouldBe((GradientFault.PermutedTensor, tensor.Name));
            reversed.Words.ShouldEndWith("its order is reversed");
            var shuffled = Diagnose(Graph, g => Shuffle(g.AsSpan(tensor.Offset, tensor.Count)))!;
            (shuffled.Fault, shuffled.Tensor).ShouldBe((GradientFault.PermutedTensor, tensor.Name));
        }

        var (rows, columns) = (Wave.Layout.Tensors[0].Shape[0], Wave.Layout.Tensors[0].Shape[1]);
        var transposed = Diagnose(Wave, g =>
        {
            var kept = (double[])g.Clone();
            for (var i = 0; i < g.Length; i++)
            {
                g[(i % columns * rows) + (i / columns)] = kept[i];
            }
        })!;
        transposed.Fault.ShouldBe(GradientFault.PermutedTensor);
        transposed.Words.ShouldEndWith("transposed");
        Diagnose(Wave, g => Shift(g, columns))!.Words.ShouldContain("shifted along index 1");
    }

    /// <summary>Mutation: entries that are zero are not set apart from the rest.</summary>
    [Fact]
    public void A_site_that_was_dropped_is_named()
    {
        foreach (var (layout, gradient) in new[] { Graph, Wave })
        {
            var site = Array.FindIndex(gradient, g => Math.Abs(g) > 0.05 * TensorPrimitives.MaxMagnitude<double>(gradient));
            var diagnosis = Diagnose((layout, gradient), g => g[site] = 0)!;
            diagnosis.Fault.ShouldBe(GradientFault.DroppedEntries);
            diagnosis.Words.ShouldStartWith(layout.NameOf(site));
        }
    }

    [Fact]
    public void A_row_that_was_dropped_is_named()
    {
        var (tensor, columns) = (Wave.Layout.Tensors[0], Wave.Layout.Tensors[0].Shape[1]);
        var row = Array.FindIndex(Wave.Gradient, g => Math.Abs(g) > 0.5 * TensorPrimitives.MaxMagnitude<double>(Wave.Gradient)) / columns;
        var diagnosis = Diagnose(Wave, g => g.AsSpan(row * columns, columns).Clear())!;
        diagnosis.Fault.ShouldBe(GradientFault.DroppedEntries);
        diagnosis.Words.ShouldBe($"{tensor.Name}, index 1 = {row}, is zero where the reference is not");
    }

    [Fact]
    public void Two_tensors_that_are_swapped_are_named()
    {
        var pairs = from a in Strong(Graph) from b in Strong(Graph) where a.Offset < b.Offset && a.Count == b.Count select (a, b);
        var (first, second) = pairs.First();
        var diagnosis = Diagnose(Graph, g =>
        {
            var kept = g.AsSpan(first.Offset, first.Count).ToArray();
            g.AsSpan(second.Offset, second.Count).CopyTo(g.AsSpan(first.Offset));
            kept.CopyTo(g.AsSpan(second.Offset));
        })!;
        diagnosis.Fault.ShouldBe(GradientFault.SwappedTensors);
        diagnosis.Words.ShouldContain(first.Name);
        diagnosis.Words.ShouldContain(second.Name);
    }

    /// <summary>Mutation: what is not explained is called different, and the reader looks for a fault.</summary>
    [Theory]
    [InlineData(0.03)]
    [InlineData(3.0)]
    public void Noise_is_called_noise(double size)
    {
        foreach (var machine in new[] { Graph, Wave })
        {
            Diagnose(machine, g => Add(g, size))!.Fault.ShouldBe(GradientFault.Noise);
        }
    }

    /// <summary>Sorted, two draws of many normal numbers are two per cent apart. Mutation: sorting both is taken for an explanation however much it leaves.</summary>
    [Fact]
    public void Other_numbers_of_the_same_kind_are_noise_and_no_permutation()
    {
        var layout = new ParameterLayout(("a/b", [4096]));
        var (one, other) = (Draw("one"), Draw("other"));
        GradientDiagnosis.Of(one, other, layout, Tolerance)!.Fault.ShouldBe(GradientFault.Noise);

        static double[] Draw(string name) => [.. Enumerable.Range(0, 4096).Select(i => new RandomStream(3, name).Normal((uint)i))];
    }

    [Fact]
    public void What_is_none_of_these_names_the_worst_tensor()
    {
        var tensor = Strong(Graph).First();
        var diagnosis = Diagnose(Graph, g =>
        {
            for (var i = 0; i < tensor.Count; i++)
            {
                g[tensor.Offset + i] *= 1 + (0.4 * i);
            }
        })!;
        (diagnosis.Fault, diagnosis.Tensor).ShouldBe((GradientFault.Unnamed, tensor.Name));
    }

    /// <summary>Mutation: the only tensor there is, is the worst.</summary>
    [Fact]
    public void The_only_tensor_is_not_called_the_worst()
    {
        var diagnosis = Diagnose(Wave, g =>
        {
            for (var i = 0; i < g.Length; i++)
            {
                g[i] *= 1 + (0.4 * i);
            }
        })!;
        (diagnosis.Fault, diagnosis.Tensor).ShouldBe((GradientFault.Unnamed, Wave.Layout.Tensors.ShouldHaveSingleItem().Name));
        diagnosis.Words.ShouldStartWith("differs (cosine ");
    }

    [Fact]
    public void What_is_no_number_is_said_with_its_place() =>
        Diagnose(Graph, g => g[3] = double.NaN)!.Words.ShouldBe($"no number, first at {Graph.Layout.NameOf(3)}");

    private static GradientDiagnosis? Diagnose((ParameterLayout Layout, double[] Gradient) machine, Action<double[]> plant)
    {
        var gradient = (double[])machine.Gradient.Clone();
        Add(gradient, EchoBias);
        plant(gradient);
        return GradientDiagnosis.Of(gradient, machine.Gradient, machine.Layout, Tolerance);
    }

    /// <summary>Tensors large enough to have an order and a share in the gradient.</summary>
    private static IEnumerable<ParameterTensor> Strong((ParameterLayout Layout, double[] Gradient) machine) => machine.Layout.Tensors.Where(tensor =>
        tensor.Count > 4
        && TensorPrimitives.Norm<double>(machine.Gradient.AsSpan(tensor.Offset, tensor.Count)) > 0.05 * TensorPrimitives.Norm<double>(machine.Gradient));

    private static void Scale(double[] gradient, ParameterTensor tensor, double factor)
    {
        var part = gradient.AsSpan(tensor.Offset, tensor.Count);
        TensorPrimitives.Multiply(part, factor, part);
    }

    private static void Shuffle(Span<double> values)
    {
        var stream = new RandomStream(7, "shuffle");
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = stream.Index(i + 1, (uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static void Shift(double[] values, int by)
    {
        var kept = (double[])values.Clone();
        for (var i = 0; i < values.Length; i++)
        {
            values[(i + by) % values.Length] = kept[i];
        }
    }

    private static void Add(double[] gradient, double relative)
    {
        var norm = TensorPrimitives.Norm<double>(gradient);
        var stream = new RandomStream(3, "planted noise");
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += relative * norm * stream.Normal((uint)i) / Math.Sqrt(gradient.Length);
        }
    }

    private static (ParameterLayout, double[]) OfGraph()
    {
        var settings = new RandomGraphSettings { TrainedMasses = true, Steps = 40 };
        return Tangent(GraphMachines.Build<double>(settings, 5), GraphTasks.Sample(settings, 5));
    }

    private static (ParameterLayout, double[]) OfWave()
    {
        var machine = new WaveMachine<double>(new WaveSettings { Lattice = new Lattice { Columns = 9, Rows = 21 }, Steps = 10 }, 1);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        batch.Inputs.AsSpan().Fill(1);
        return Tangent(machine, batch);
    }

    private static (ParameterLayout, double[]) Tangent(IMachine machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        new TangentEstimator().Estimate(machine, batch, gradient);
        return (machine.Parameters, gradient);
    }
}
