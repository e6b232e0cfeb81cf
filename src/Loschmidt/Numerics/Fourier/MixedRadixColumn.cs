using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Discrete Fourier transform e^{−2πi jk/n} of smooth length: Stockham's self-sorting passes.</summary>
/// <remarks>
/// The first pass reads the caller's memory and the last one writes it; passes between go to and fro in scratch.
/// <para>P. N. Swarztrauber, FFT algorithms for vector computers, Parallel Computing 1 (1984) 45.</para>
/// </remarks>
internal sealed unsafe class MixedRadixColumn<T> : VectorColumn<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _radices;
    private readonly OddButterfly<T>?[] _odd;
    private readonly AlignedBuffer<T>[] _twiddles;
    private readonly AlignedBuffer<T> _scratch;
    private readonly T _scale;

    /// <summary>Plans a transform whose result is multiplied by <paramref name="scale"/>.</summary>
    public MixedRadixColumn(int length, double scale)
        : base(length)
    {
        _radices = Factorisation.Radices(length);
        _odd = new OddButterfly<T>?[_radices.Length];
        _twiddles = new AlignedBuffer<T>[_radices.Length];
        _scale = RootsOfUnity.Round<T>(scale);
        var rest = length;
        for (var i = 0; i < _radices.Length; i++)
        {
            var radix = _radices[i];
            _twiddles[i] = Twiddles(rest, radix);
            _odd[i] = radix is 2 or 3 or 4 or 5 or 8
                ? null
                : new OddButterfly<T>(radix, i == _radices.Length - 1 ? scale : 1);
            rest /= radix;
        }

        _scratch = new AlignedBuffer<T>(_radices.Length switch
        {
            < 2 => 0,
            2 => 2L * length * Width,
            _ => 4L * length * Width,
        });
    }

    /// <inheritdoc/>
    public override void Transform(T* re, T* im, nint stride)
    {
        var plane = (nint)Length * Width;
        var last = _radices.Length - 1;
        var stage = new Stage<T> { FromRe = re, FromIm = im, FromStride = stride, M = Length, S = 1, Scale = T.One };
        for (var i = 0; i <= last; i++)
        {
            var radix = _radices[i];
            stage.M /= radix;
            stage.Twiddles = _twiddles[i].Pointer;
            if (i == last)
            {
                stage.ToRe = re;
                stage.ToIm = im;
                (stage.ToStride, stage.Scale) = (stride, _scale);
            }
            else
            {
                var target = _scratch.Pointer + 2 * plane * (i & 1);
                stage.ToRe = target;
                stage.ToIm = target + plane;
                stage.ToStride = Width;
            }

            Run(radix, _odd[i], in stage);
            stage.FromRe = stage.ToRe;
            stage.FromIm = stage.ToIm;
            stage.FromStride = stage.ToStride;
            stage.S *= radix;
        }
    }

    private static void Run(int radix, OddButterfly<T>? odd, in Stage<T> stage)
    {
        if (odd is not null)
        {
            RunOdd(radix, odd, in stage);
            return;
        }

        switch (radix)
        {
            case 2:
                Run<Radix2<T>>(in stage);
                break;
            case 3:
                Run<Radix3<T>>(in stage);
                break;
            case 4:
                Run<Radix4<T>>(in stage);
                break;
            case 5:
                Run<Radix5<T>>(in stage);
                break;
            default:
                Run<Radix8<T>>(in stage);
                break;
        }
    }

    private static void Run<TButterfly>(in Stage<T> stage)
        where TButterfly : IButterfly<T>
    {
        var (fromStride, toStride, s) = (stage.FromStride, stage.ToStride, stage.S);
        var (from, to) = (s * stage.M * fromStride, s * toStride);
        var fromRe = stage.FromRe;
        var fromIm = stage.FromIm;
        var toRe = stage.ToRe;
        var toIm = stage.ToIm;
        var scale = new CommonScale<T>(stage.Scale);
        for (nint q = 0; q < s; q++)
        {
            var (source, target) = (q * fromStride, q * toStride);
            TButterfly.Apply(fromRe + source, fromIm + source, from, toRe + target, toIm + target, to, scale);
        }

        for (nint p = 1; p < stage.M; p++)
        {
            var twiddles = new Twiddles<T>(stage.Twiddles + 2 * (TButterfly.Radix - 1) * (p - 1));
            var (first, start) = (s * p, s * p * TButterfly.Radix);
            for (nint q = 0; q < s; q++)
            {
                var (source, target) = ((first + q) * fromStride, (start + q) * toStride);
                TButterfly.Apply(fromRe + source, fromIm + source, from, toRe + target, toIm + target, to, twiddles);
            }
        }
    }

    private static void RunOdd(int radix, OddButterfly<T> odd, in Stage<T> stage)
    {
        var (from, to) = (stage.S * stage.M * stage.FromStride, stage.S * stage.ToStride);
        for (nint p = 0; p < stage.M; p++)
        {
            var twiddles = new Twiddles<T>(stage.Twiddles + 2 * (radix - 1) * (p - 1));
            for (nint q = 0; q < stage.S; q++)
            {
                var source = (stage.S * p + q) * stage.FromStride;
                var target = (stage.S * p * radix + q) * stage.ToStride;
                var sourceRe = stage.FromRe + source;
                var sourceIm = stage.FromIm + source;
                var targetRe = stage.ToRe + target;
                var targetIm = stage.ToIm + target;
                if (p == 0)
                {
                    odd.Apply(sourceRe, sourceIm, from, targetRe, targetIm, to, default(NoFactor<T>));
                }
                else
                {
                    odd.Apply(sourceRe, sourceIm, from, targetRe, targetIm, to, twiddles);
                }
            }
        }
    }

    private static AlignedBuffer<T> Twiddles(int length, int radix)
    {
        var m = length / radix;
        var table = new List<double>();
        for (var p = 1; p < m; p++)
        {
            for (var k = 1; k < radix; k++)
            {
                var (cos, sin) = RootsOfUnity.At((long)p * k, length);
                table.Add(cos);
                table.Add(-sin);
            }
        }

        return new AlignedBuffer<T>(table.ToArray());
    }
}
