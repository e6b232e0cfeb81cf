using Loschmidt.Experiments.Figures;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Exports;

public sealed class AnimationTests
{
    /// <summary>Noise fills the table of strings many times over, flat frames hardly at all: both ends of what codes can be.</summary>
    /// <remarks>The mutations: a code grows one string too late; a full table is not begun anew; a frame is cut one pixel too narrow.</remarks>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    public void A_film_comes_back_from_both_kinds_of_file_pixel_by_pixel(int colors)
    {
        var animation = Noise(colors, 190, 130);
        var (gif, apng) = (GifFile.Read(Bytes(Gif.Write, animation)), ApngFile.Read(Bytes(Apng.Write, animation)));

        foreach (var picture in (MovingPicture[])[gif, apng])
        {
            (picture.Width, picture.Height).ShouldBe((190, 130));
            picture.Frames.Select(frame => frame.Milliseconds).ShouldBe([70, 70, 1200, 30, 70]);
            for (var i = 0; i < picture.Frames.Count; i++)
            {
                picture.Frames[i].Colors.SequenceEqual(Colors(animation, i)).ShouldBeTrue($"frame {i}");
            }
        }
    }

    [Fact]
    public void Of_a_frame_only_what_changed_is_written()
    {
        var animation = Noise(16, 40, 30);
        var patches = animation.Patches().ToList();

        (patches[0].Width, patches[0].Height).ShouldBe((40, 30));
        (patches[1].Left, patches[1].Top, patches[1].Width, patches[1].Height).ShouldBe((5, 7, 3, 2)); // two corners of it differ
        (patches[2].Width, patches[2].Height).ShouldBe((1, 1)); // nothing differs, its time passes
    }

    [Fact]
    public void One_pixel_is_a_film_too()
    {
        var animation = new Animation(1, 1, [Rgb.White, Rgb.Ink], [new([1], 100), new([0], 100)]);
        GifFile.Read(Bytes(Gif.Write, animation)).Frames.Select(frame => frame.Colors[0]).ShouldBe([(byte)34, (byte)255]);
        ApngFile.Read(Bytes(Apng.Write, animation)).Frames.Select(frame => frame.Colors[0]).ShouldBe([(byte)34, (byte)255]);
        Should.Throw<InvalidOperationException>(() => (animation with { Width = 2 }).Patches().ToList());
    }

    /// <summary>Noise; two pixels of it changed; the same again; another noise; flat.</summary>
    private static Animation Noise(int colors, int width, int height)
    {
        var stream = new RandomStream(7, "noise");
        byte[] Frame(int step) => [.. Enumerable.Range(0, width * height).Select(site =>
            (byte)Math.Min(colors - 1, (int)(colors * stream.Uniform((uint)step, (uint)site))))];
        var first = Frame(0);
        var second = (byte[])first.Clone();
        foreach (var at in (int[])[7 * width + 5, 8 * width + 7])
        {
            second[at] = (byte)((second[at] + 1) % colors);
        }

        return new Animation(
            width, height, [.. Enumerable.Range(0, colors).Select(i => new Rgb((byte)i, (byte)(255 - i), (byte)(7 * i)))],
            [new(first, 70), new(second, 70), new((byte[])second.Clone(), 1200), new(Frame(1), 30), new(new byte[width * height], 70)]);
    }

    private static IEnumerable<byte> Colors(Animation animation, int frame) => animation.Frames[frame].Levels
        .Select(level => animation.Palette[level]).SelectMany(color => new[] { color.R, color.G, color.B });

    private static byte[] Bytes(Action<Stream, Animation> write, Animation animation)
    {
        using var file = new MemoryStream();
        write(file, animation);
        return file.ToArray();
    }
}
