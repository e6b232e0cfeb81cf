using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

public sealed class ExperimentProblemTests
{
    [Theory]
    [InlineData("steps: 50", "stepz: 50", "toy.yaml:5:3: unknown key 'stepz' in machine; did you mean 'steps'? accepted: kind, width, steps,")]
    [InlineData("seed: 7", "sede: 7", "toy.yaml:17:1: unknown key 'sede'; did you mean 'seed'? accepted: name, description, machine, learning, imperfections, device,")]
    [InlineData("seed: 7", "qqqqqqqqq: 7", "toy.yaml:17:1: unknown key 'qqqqqqqqq'; accepted: name,")]
    [InlineData("depth:", "Depth:", "toy.yaml:8:5: unknown key 'Depth' in machine.pump; did you mean 'depth'?")]
    [InlineData("steps: 50", "steps: many", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found 'many'")]
    [InlineData("steps: 50", "steps: 5.5", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found '5.5'")]
    [InlineData("steps: 50", "steps: -50", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found '-50'")]
    [InlineData("steps: 50", "steps: 99999999999999999999", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000")]
    [InlineData("steps: 50", "steps: \"50\"", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found '50' in quotes")]
    [InlineData("steps: 50", "steps: [50]", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found a list")]
    [InlineData("steps: 50", "steps: {a: 1}", "toy.yaml:5:10: machine.steps expects a whole number from 1 to 100000, found a block of keys")]
    [InlineData("steps: 50", "steps:", "toy.yaml:5:9: machine.steps expects a whole number from 1 to 100000, found nothing")]
    [InlineData("steps: 50", "kerr: 1", "toy.yaml:4:3: machine needs the key 'steps': a whole number from 1 to 100000")]
    [InlineData("kind: wave", "kind: wavy", "toy.yaml:4:9: machine.kind is no machine: 'wavy'; did you mean 'wave'? accepted: wave, ring")]
    [InlineData("kind: wave", "width: 5", "toy.yaml:4:3: machine needs the key 'kind': one of wave, ring")]
    [InlineData("steps: 50", "steps: 50\n  dispersion2: 0", "machine.dispersion2 expects a finite number > 0, found '0'")]
    [InlineData("steps: 50", "steps: 50\n  kerr: .nan", "machine.kerr expects a finite number, found '.nan'")]
    [InlineData("steps: 50", "steps: 50\n  kerr: NaN", "machine.kerr expects a finite number, found 'NaN'")]
    [InlineData("steps: 50", "steps: 50\n  kerr: Infinity", "machine.kerr expects a finite number, found 'Infinity'")]
    [InlineData("steps: 50", "steps: 50\n  kerr: 1e999", "machine.kerr expects a finite number, found '1e999'")]
    [InlineData("steps: 50", "steps: 50\n  coarse: 1e39", "machine.coarse expects a finite number, found '1e39'")]
    [InlineData("steps: 50", "steps: 50\n  dispersion: tight", "machine.dispersion is 'tight'; accepted: spectral, tight-binding")]
    [InlineData("steps: 50", "steps: 50\n  dispersion: tightbinding", "'tightbinding'; did you mean 'tight-binding'? accepted: spectral, tight-binding")]
    [InlineData("[0.2, 0.75]", "[0.2, eleven]", "toy.yaml:6:17: machine.window[1] expects a finite number from 0 to 10, found 'eleven'")]
    [InlineData("[0.2, 0.75]", "[0.2, 11]", "machine.window[1] expects a finite number from 0 to 10, found '11'")]
    [InlineData("[0.2, 0.75]", "[]", "machine.window expects 1 to 4 entries, found a list")]
    [InlineData("[0.2, 0.75]", "0.2", "machine.window expects a list of finite numbers, each from 0 to 10, found '0.2'; write [0.2]")]
    [InlineData("[0.2, 0.75]", "11", "machine.window expects a list of finite numbers, each from 0 to 10, found '11'")]
    [InlineData("[0.2, 0.75]", "[~]", "machine.window[0] expects a finite number, found nothing")]
    [InlineData("depth: 0.25", "depth: 0.25\n    phased: yes", "machine.pump.phased expects true or false, found 'yes'")]
    [InlineData("time: complete", "time: forever", "training.decay.time expects a finite number from 0 to 1e15 or 'complete', found 'forever'")]
    [InlineData("name: toy", "name: ../toy", "toy.yaml:1:7: name expects a short name of lower-case letters, digits, dots and hyphens, found '../toy'")]
    [InlineData("name: toy", "nome: toy", "toy.yaml:1:1: the experiment needs the key 'name': text")]
    [InlineData("seed: 7", "seed: -7", "toy.yaml:17:7: seed expects a whole number, found '-7'")]
    [InlineData("seed: 7", "seed: 7\nseed: 8", "toy.yaml:18:1: the key 'seed' is written twice; first at toy.yaml:17:1")]
    [InlineData("seed: 7", "seed: &a 7", "toy.yaml:17:7: anchors (&) and aliases (*) are not accepted; write the value out")]
    [InlineData("seed: 7", "seed: *a", "toy.yaml:17:7: anchors (&) and aliases (*) are not accepted; write the value out")]
    [InlineData("seed: 7", "seed: !!int 7", "toy.yaml:17:7: tags (!) are not accepted; write the value alone")]
    [InlineData("seed: 7", "? [a, b]\n: 7", "toy.yaml:17:3: a key is a single word, found a list")]
    [InlineData("seed: 7", "seed: 7\n---\na: b", "toy.yaml:18:1: a second document; one file is one experiment")]
    [InlineData("steps: 50", "\tsteps: 50", "toy.yaml:5:3: a tab cannot indent YAML; use spaces")]
    [InlineData("steps: 50", "steps: [50", "not readable as YAML")]
    [InlineData("steps: 50", "steps: [50", "; check that every bracket, brace and quote is closed")]
    [InlineData("steps: 50", "steps: \"50", "; check that every bracket, brace and quote is closed")]
    [InlineData("seed: 7", " seed: 7", "; check here and above the indentation, a colon and a space after each key")]
    [InlineData("seed: 7", "seed 7", "; check here and above the indentation, a colon and a space after each key")]
    [InlineData("seed: 7", "seed: @7", "and quotes around text with special characters")]
    [InlineData("steps: 300", "steps: 300\n  epochs: 2", "toy.yaml:16:3: training.epochs and 'steps' say the same in two ways; keep one")]
    [InlineData("steps: 300", "steps: 300\n  snapshots: 20", "toy.yaml:16:3: training.snapshots belongs to estimator: revolve; remove it")]
    [InlineData("estimator: self-learning", "estimator: tangent", "toy.yaml:13:3: training.protocol belongs to estimator: self-learning; remove it")]
    [InlineData("steps: 300", "steps: 300\n  optimiser: { kind: adam }", "training.optimiser of kind adam needs the key 'rate': a finite number > 0")]
    [InlineData("steps: 300", "steps: 300\n  optimiser: { kind: sgd, rate: 1, beta1: 0.9 }", "training.optimiser.beta1 has no meaning for kind: sgd; remove it")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { kind: hyperbolic }", "training.schedule of kind hyperbolic needs the key 'tau'")]
    [InlineData("steps: 300", "steps: 300\n  optimiser: { clip: 1e-3 }", "training.optimiser.clip has no meaning for kind: decay; remove it")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { kind: steps }", "training.schedule of kind steps needs the key 'at': a list of training steps")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { kind: steps, at: [] }", "training.schedule.at expects at least 1 entries, found a list")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { kind: steps, at: [20, 10] }", "training.schedule.at expects ascending steps, no step twice")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { kind: cosine, factor: 0.5 }", "training.schedule.factor has no meaning for kind: cosine; remove it")]
    [InlineData("steps: 300", "steps: 300\n  schedule: { warmUp: 0 }", "training.schedule.warmUp expects a whole number >= 1, found '0'")]
    [InlineData("set: xor", "set: pattern", "data of set: pattern needs 'inputs' and 'targets'")]
    [InlineData("set: xor", "set: xor\n  limit: 3", "data.limit belongs to set: mnist, digits, smnist, psmnist, rmnist, csv, series, uea, bci2-ia, series-samples; remove it")]
    [InlineData("training.steps: 20", "training.stepz: 20", "toy.yaml:20:3: unknown key 'stepz' in training; did you mean 'steps'?")]
    [InlineData("training.steps: 20", "seed.steps: 20", "toy.yaml:20:3: 'seed' is '7', so it has no key 'steps'")]
    public void Every_mistake_is_one_line_with_its_place_and_the_cure(string right, string wrong, string expected)
    {
        TestMachines.Wave.ShouldContain(right);
        var problems = TestMachines.Problems(TestMachines.Wave.Replace(right, wrong));

        problems.ShouldContain(problem => problem.Contains(expected), string.Join('\n', problems));
        problems.ShouldAllBe(problem => !problem.Contains('\n'));
    }

    [Theory]
    [InlineData("training.stepz=3", "--set training.stepz=3: unknown key 'stepz' in training; did you mean 'steps'?")]
    [InlineData("training.batch=lots", "--set training.batch=lots: training.batch expects a whole number from 1 to 65536, found 'lots'")]
    [InlineData("training.batch=", "--set training.batch=: training.batch expects a whole number from 1 to 65536, found nothing")]
    [InlineData("training=[", "--set training=[: not readable as YAML")]
    [InlineData("name.x=1", "--set name.x=1: 'name' is 'toy', so it has no key 'x'")]
    [InlineData("training.decay={rate: 1, rate: 2}", "--set training.decay={rate: 1, rate: 2}: the key 'rate' is written twice")]
    public void A_mistake_in_a_setting_is_placed_at_the_setting(string setting, string expected)
    {
        TestMachines.Problems(TestMachines.Wave, setting).Single().ShouldStartWith(expected);
    }

    [Theory]
    [InlineData("training.batch")]
    [InlineData("=3")]
    public void A_setting_without_key_or_value_says_what_one_looks_like(string setting)
    {
        Should.Throw<ExperimentException>(() => Setting.Parse(setting)).Message.ShouldEndWith(
            "such as --set training.batch=64");
    }

    [Fact]
    public void All_problems_of_a_file_are_reported_in_its_order()
    {
        var yaml = TestMachines.Wave.Replace("steps: 50", "stepz: 50").Replace("depth: 0.25", "depth: 2").Replace(
            "set: xor", "set: zor");

        var lines = Should.Throw<ExperimentException>(() => TestMachines.Parse(yaml)).Problems.Select(
            problem => problem.Where.Line);

        lines.ShouldBe([4, 5, 8, 10]);
    }

    [Fact]
    public void A_quick_block_is_judged_even_when_it_is_not_used_and_asked_for_in_vain_it_is_missed()
    {
        TestMachines.Problems(TestMachines.Wave.Replace("width: 10", "width: 0")).Single()
            .ShouldBe("toy.yaml:22:12: machine.width expects a whole number from 1 to 4096, found '0'");

        var without = TestMachines.Wave[..TestMachines.Wave.IndexOf("quick:", StringComparison.Ordinal)];
        Should.Throw<ExperimentException>(() => TestMachines.Parse(without, quick: true)).Message.ShouldContain(
            "there is no 'quick' block");
    }

    [Fact]
    public void A_file_beyond_the_limits_is_refused_before_it_is_unfolded()
    {
        TestMachines.Problems("a: " + new string('[', 100_000)).Single().ShouldContain("nested more than 32 deep");
        TestMachines.Problems("a: [" + string.Concat(Enumerable.Repeat("1,", 200_000)) + "]").Single().ShouldContain(
            "more than 100000 values");
        TestMachines.Problems(new string('a', (1 << 20) + 1)).Single().ShouldContain("1048577 characters are too many");
        TestMachines.Problems("x").Single().ShouldBe(
            "toy.yaml:1:1: an experiment is a block of keys such as 'name: xor', found 'x'");
        TestMachines.Problems("").ShouldContain(
            "toy.yaml:1:1: the experiment needs the key 'machine': a block of keys, one of them 'kind'");
    }

    [Theory]
    [InlineData("stpes", "steps")]
    [InlineData("Batch", "batch")]
    [InlineData("optimizer", "optimiser")]
    [InlineData("zzz", null)]
    public void The_nearest_name_is_the_one_a_person_meant(string typed, string? meant)
    {
        NearestName.Among(typed, ["steps", "batch", "optimiser", "epochs"]).ShouldBe(meant);
    }
}
