using System.Text;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The pictures of the documentation: which there are, and how they are brought up to date from reproduced figures.</summary>
internal static class Gallery
{
    private const bool Quick = true, Full = false;

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<GalleryPicture> Pictures { get; } =
    [
        new("xor-echo.svg", "xor-echo", "echo", Quick, "Two packets carry two bits through a trained box and run home; what they fail to retrace is the gradient."),
        new("xor-echo-costs.svg", "xor-echo", "costs", Quick, "Ten nonlinear boxes learn the exclusive or, ten linear ones cannot."),
        new("heb-3-output.svg", "heb-3", "output", Quick, "A dent in the learning field changes the output of the wave."),
        new("heb-3-cost.svg", "heb-3", "cost", Quick, "How the cost answers to the depth of the dent, run by run, and what one echo foretells."),
        new("heb-3-one-by-one.svg", "heb-3", "one-by-one", Quick, "The gradient from two runs for every site: 2100 passes."),
        new("heb-3-echo.svg", "heb-3", "echo", Quick, "The same from what one echo leaves in π: two passes."),
        new("heb-4a-learning.svg", "heb-4a", "learning", Quick, "One self-learning step: π builds up, is reversed, is erased but for the gradient, and decays while θ moves."),
        new("heb-4b-modes.svg", "heb-4b", "modes", Quick, "Modes that become ancillas one after the other, and all come home."),
        new("heb-4d-landscape.svg", "heb-4d", "landscape", Quick, "A Mexican hat has a ring of ground states; the cost leaves two minima on it."),
        new("heb-4d-valley.svg", "heb-4d", "valley", Quick, "The potential along that ring, added up from the kicks of echoes, is the cost."),
        new("pinball-plane.svg", "pinball", "plane", Quick, "A launched ball teaches another one on a rail where to sit."),
        new("heb-6-mirror.svg", "heb-6", "mirror", Quick, "A mirror outside of the device gives the gradient while the wave is linear or nearly so, a reversal inside at any strength of the Kerr effect."),
        new("heb-7b-momentum.svg", "heb-7b", "momentum", Full, "π of the learning field on the way out and home."),
        new("heb-two-samples-left.svg", "heb-two-samples", "left", Quick, "What two samples leave in π, one after the other: patterns of their own."),
        new("heb-two-samples-theta.svg", "heb-two-samples", "theta", Quick, "θ has moved for the first, and then for both."),
        new("heb-probes-cosine.svg", "heb-probes", "cosine", Full, "Error signals as weak probes leave the gradient in a nonlinear medium, echoes do not."),
        new("duffing-ring-echo.svg", "platforms", "duffing-ring-echo", Quick, "A ring of Duffing oscillators out and home: its own mirror image."),
        new("josephson-array-echo.svg", "platforms", "josephson-array-echo", Quick, "Nine superconducting islands out and home."),
        new("kerr-resonators-echo.svg", "platforms", "kerr-resonators-echo", Quick, "Ten Kerr resonators out and home."),
        new("rhel-4-error.svg", "rhel-4", "error", Full, "Every tensor of six nonlinear blocks against the strength of the nudge."),
        new("rhel-memory-bytes.svg", "rhel-memory", "bytes", Full, "Memory of a training step against the length of a series."),
        new("rhel-horizon-collapse.svg", "rhel-horizon", "collapse", Full, "How deep an echo of chaotic layers stays good: all curves fall on one."),
        new("rhel-gradients-size.svg", "rhel-gradients", "size", Full, "Error signals that vanish, stay or explode."),
        new("scattering-digits-error.svg", "scattering-digits", "error", Full, "Linear waves that scatter learn digits, beside a softmax and a perceptron."),
        new("estimator-bias-echoes.svg", "estimator-bias", "echoes", Quick, "Errors of echoes and differences against the strength of the nudge: slopes 1, 2 and 4."),
        new("estimator-bias-equilibrium.svg", "estimator-bias", "equilibrium", Quick, "The same for equilibrium propagation: slopes 1 and 2."),
        new("frontier-timings.svg", "frontier", "timings", Full, "Memory against time of one gradient."),
        new("tolerance-digits.svg", "tolerance-map", "digits", Quick, "How much parameter error and detector noise a digit reader survives."),
        new("tolerance-echo.svg", "tolerance-map", "echo", Quick, "How much loss and wrong gain of the mirror an echo survives; each cosine is right to about 0.1."),
        new("quantum-floor-cost.svg", "quantum-floor", "cost", Full, "Trained cost against photons per pulse."),
        new("echo-horizon-depth.svg", "echo-horizon", "depth", Full, "Depth at which an echo is lost against the error of the reversal."),
        new("mexican-hat-rate.svg", "mexican-hat", "rate", Full, "Steps of Mexican hats over those of theory."),
        new("memory-lifetime-lifetime.svg", "memory-lifetime", "lifetime", Full, "How long a memory lasts against what breaks its degeneracy."),
        new("pseudo-dissipation-lyapunov.svg", "pseudo-dissipation", "lyapunov", Full, "Ancillas tame chaos."),
        new("thermal-law.svg", "thermal", "law", Full, "Where parameters in a warm bath are found, and where the law says."),
        new("annealing-xor.svg", "annealing", "xor", Full, "Binary bonds learn XOR by echoes and annealing."),
        new("annealing-ising.svg", "annealing", "ising", Full, "Ising problems by annealed oscillators."),
    ];

    /// <summary>Copies what a reproduced folder holds into the documentation, and writes its page.</summary>
    /// <param name="root">Folder with one folder a figure.</param>
    /// <param name="gallery">Folder of the pictures; made where it is not there.</param>
    /// <param name="quick">Whether the reproduced figures are the short versions: pictures of the other kind are left alone.</param>
    /// <param name="figures">Figures that were reproduced.</param>
    /// <returns>Files that were written, in the order of the page.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static IReadOnlyList<string> Refresh(string root, string gallery, bool quick, IReadOnlyCollection<string> figures)
    {
        Directory.CreateDirectory(gallery);
        var written = new List<string>();
        foreach (var picture in Pictures.Where(picture => picture.Quick == quick && figures.Contains(picture.Figure)))
        {
            AtomicFile.Write(Path.Combine(gallery, picture.File), File.ReadAllText(Path.Combine(root, picture.Figure, $"{picture.Picture}.svg")));
            written.Add(picture.File);
        }

        AtomicFile.Write(Path.Combine(gallery, "README.md"), Overview());
        return written;
    }

    /// <summary>The page over all pictures.</summary>
    public static string Overview()
    {
        var text = new StringBuilder(
            """
            # Gallery

            Every picture of this documentation that comes out of a computation, with what is to be seen and the command that makes it. What is behind it, numbers, published values and deviations, is on
            the page that the command leaves in `reproduced/`; see [figures of the papers](../guides/reproducing.md). All of them are brought up to date by

            ```
            ./loschmidt reproduce all --quick --gallery docs/gallery
            ./loschmidt reproduce all --gallery docs/gallery
            ```

            the first those of short versions, the second, an hour and a half on two cores, the others.

            """).Append('\n');
        foreach (var figure in Pictures.GroupBy(picture => picture.Figure))
        {
            var title = Reproductions.Named(figure.Key)[0].Title;
            text.Append("## ").Append(title).Append("\n\n");
            foreach (var picture in figure)
            {
                text.Append("![").Append(picture.Sentence.TrimEnd('.')).Append("](").Append(picture.File).Append(")\n\n*").Append(picture.Sentence).Append("*\n\n");
            }

            text.Append('`').Append(figure.First().Command).Append("`\n\n");
        }

        return text.ToString().TrimEnd('\n').ReplaceLineEndings("\n") + "\n";
    }
}
