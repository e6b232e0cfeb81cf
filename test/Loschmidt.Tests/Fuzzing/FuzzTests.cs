using Loschmidt.Experiments.Fuzzing;

namespace Loschmidt.Tests.Fuzzing;

/// <summary>Fifty thousand spoilt inputs each; a million by command.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Spoilt_idx_files_are_read_or_refused_with_a_place()
    {
        var report = IdxFuzz.Run(50_000, seed: 1, TextWriter.Null);

        report.ShouldSatisfyAllConditions(
            r => r.Accepted.ShouldBeGreaterThan(10_000), r => r.Refused.ShouldBeGreaterThan(10_000));
    }

    [Fact]
    public void Spoilt_experiments_are_read_and_survive_writing_or_are_refused_with_a_place()
    {
        var report = YamlFuzz.Run(50_000, seed: 1, TextWriter.Null);

        report.ShouldSatisfyAllConditions(
            r => r.Accepted.ShouldBeGreaterThan(5_000), r => r.Refused.ShouldBeGreaterThan(10_000));
    }

    [Fact]
    public void Spoilt_npy_files_are_read_and_survive_writing_or_are_refused_with_a_place() =>
        ShouldSeeBoth(TensorFuzz.Npy(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_npz_files_are_read_and_survive_writing_or_are_refused_with_a_place() =>
        ShouldSeeBoth(TensorFuzz.Npz(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_safetensors_files_are_read_and_survive_writing_or_are_refused_with_a_place() =>
        ShouldSeeBoth(TensorFuzz.Safetensors(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_tables_are_read_or_refused_with_a_place()
    {
        var report = CsvFuzz.Run(50_000, seed: 1, TextWriter.Null);

        report.ShouldSatisfyAllConditions(
            r => r.Accepted.ShouldBeGreaterThan(10_000), r => r.Refused.ShouldBeGreaterThan(10_000));
    }

    [Fact]
    public void Formulas_agree_with_dual_numbers_and_spoilt_ones_are_read_or_refused_at_a_character() =>
        ShouldSeeBoth(FormulaFuzz.Run(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_digits_are_read_or_refused_with_a_place() =>
        ShouldSeeBoth(DigitsFuzz.Run(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_ts_files_are_read_or_refused_with_a_place() =>
        ShouldSeeBoth(SeriesFuzz.Ts(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_arff_files_are_read_or_refused_with_a_place() =>
        ShouldSeeBoth(SeriesFuzz.Arff(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_tables_of_series_are_read_or_refused_with_a_place() =>
        ShouldSeeBoth(SeriesFuzz.Tables(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_matlab_files_are_read_or_refused_with_a_place() =>
        ShouldSeeBoth(MatFuzz.Run(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_lines_to_a_device_are_done_or_answered_with_an_error() =>
        ShouldSeeBoth(WireFuzz.Device(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void Spoilt_replies_to_a_trainer_are_used_made_good_by_a_restart_or_refused_in_one_line() =>
        ShouldSeeBoth(WireFuzz.Trainer(50_000, seed: 1, TextWriter.Null));

    [Fact]
    public void A_reader_that_throws_anything_else_or_takes_memory_is_caught()
    {
        Should.Throw<FuzzFailureException>(() => FuzzLoop.Run(
            "x", 10, 7, TextWriter.Null, 1 << 20, number => number == 3 ? throw new NotSupportedException("no") : true))
            .Message.ShouldStartWith("x: case 3 of seed 7: NotSupportedException: no");
        Should.Throw<FuzzFailureException>(
            () => FuzzLoop.Run("x", 10, 7, TextWriter.Null, 1 << 20, _ => new byte[1 << 21].Length > 0))
            .Message.ShouldContain("bytes; at most 1048576 are allowed");
    }

    private static void ShouldSeeBoth(FuzzReport report) => report.ShouldSatisfyAllConditions(
        r => r.Accepted.ShouldBeGreaterThan(5_000), r => r.Refused.ShouldBeGreaterThan(10_000));
}
