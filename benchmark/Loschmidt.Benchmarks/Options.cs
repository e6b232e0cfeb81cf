using System.Globalization;

namespace Loschmidt.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Verb">The benchmark.</param>
/// <param name="Rounds">How often every contender has its turn.</param>
/// <param name="Seconds">Length of one turn.</param>
/// <param name="Quick">Whether this is only a smoke run, whose figures mean little and are written nowhere.</param>
/// <param name="Core">The core that everything is bound to; negative for no binding.</param>
/// <param name="Out">Folder of the results; null for <c>benchmark/results/&lt;cpu&gt;</c>.</param>
internal sealed record Options(string Verb, int Rounds, double Seconds, bool Quick, int Core, string? Out)
{
    public const string Usage = """
        Loschmidt.Benchmarks heb | xor | photonic | fft | memory | peak | rows | runs | devices | transforms |
                                 sequences | memory-sequences | scattering | scattering-shapes |
                                 formulas | studio  [options]

          heb              the next five; writes benchmark/results/<cpu>/heb.md
          xor              an HEB step of XOR against NumPy/SciPy and C
          photonic         a training step of the photonic digit network, batch 64, against PyTorch autograd
          fft              own Fourier and sine transforms against FFTW
          memory           peak memory of an echo against the number of time steps
          peak             share of the core's peak that the propagator reaches
          rows             dense layers of sequence machines against OpenBLAS and the core's peak
          runs             a list of 1,000 runs, 10,000 points of metrics; writes benchmark/results/<cpu>/runs.md
          devices          echoes a second of a device in another process;
                           writes benchmark/results/<cpu>/devices.md
          sequences        a training step of stacks of oscillators, and bare layers, against PyTorch and C;
                           writes benchmark/results/<cpu>/sequences.md
          memory-sequences memory of a training step for 1,000 to 1,000,000 steps of time, and the error of a long
                           gradient; writes benchmark/results/<cpu>/memory-sequences.md
          scattering       an epoch of the digit scatterer against NumPy and C, and with two threads;
                           writes benchmark/results/<cpu>/scattering.md
          scattering-shapes what a sample costs the three solvers, 50 to 1,000 modes;
                           writes benchmark/results/<cpu>/scattering-shapes.md
          formulas         a Hamiltonian as a formula against the same energy on a struct and against kicks by hand;
                           writes benchmark/results/<cpu>/formulas.md
          studio           the studio's first page, 200 viewers of one run, a live field; needs Node.js and Chromium;
                           writes benchmark/results/<cpu>/studio.md
          transforms       own transforms alone, further sizes, without peers

          --quick          one short round; nothing is written
          --rounds N       turns of every contender (7)
          --seconds S      length of one turn (0.7)
          --core N         the core everything is bound to (the last one); -1 binds nothing
          --out DIR        where results go
        """;

    /// <summary>Whether contenders have threads, so that the whole machine and wall time are theirs.</summary>
    public bool WholeMachine => Verb is "sequences" or "memory-sequences" or "scattering" or "studio";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static Options Parse(IReadOnlyList<string> args)
    {
        var options = new Options("", 7, 0.7, Quick: false, Environment.ProcessorCount - 1, null);
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { Quick = true, Rounds = 1, Seconds = 0.1 },
                "--rounds" => options with { Rounds = (int)Number(args, ref i) },
                "--seconds" => options with { Seconds = Number(args, ref i) },
                "--core" => options with { Core = (int)Number(args, ref i) },
                "--out" => options with { Out = Value(args, ref i) },
                var verb when options.Verb.Length == 0 && !verb.StartsWith('-') => options with { Verb = verb },
                var other => throw new FormatException($"'{other}' is not understood"),
            };
        }

        return options.Rounds > 0 && options.Seconds > 0
            ? options
            : throw new FormatException("rounds and seconds are positive");
    }

    private static double Number(IReadOnlyList<string> args, ref int i) =>
        double.Parse(Value(args, ref i), CultureInfo.InvariantCulture);

    private static string Value(IReadOnlyList<string> args, ref int i)
    {
        var name = args[i++];
        return i < args.Count ? args[i] : throw new FormatException($"{name} needs a value");
    }
}
