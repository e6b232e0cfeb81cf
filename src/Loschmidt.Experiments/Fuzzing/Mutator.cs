using System.Buffers.Binary;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Spoils valid inputs: flipped bits, cut ends, spliced pieces, foreign bytes, huge numbers; a pure function
/// of (seed, case).</summary>
internal sealed class Mutator(ulong seed, byte[][] corpus, byte[] foreign)
{
    private const int MaximumLength = 1 << 14;

    private static readonly uint[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000,
        0xFFFF_FFFF];

    private readonly RandomStream _stream = new(seed, "fuzz");

    /// <summary>The input of one case: a member of the corpus with zero to four mutations.</summary>
    public byte[] Case(long number)
    {
        var draws = new Draws(_stream, number);
        var bytes = corpus[draws.Below(corpus.Length)].ToList();
        for (var mutations = draws.Below(5); mutations > 0; mutations--)
        {
            Mutate(bytes, ref draws);
        }

        return [.. bytes];
    }

    private void Mutate(List<byte> bytes, ref Draws draws)
    {
        var at = draws.Below(bytes.Count + 1);
        var length = Math.Min(draws.Below(32), bytes.Count - at);
        switch (draws.Below(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << draws.Below(8));
                break;
            case 1:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3 when bytes.Count < MaximumLength:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4 when bytes.Count < MaximumLength:
                var other = corpus[draws.Below(corpus.Length)];
                var from = draws.Below(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(draws.Below(64), other.Length - from)).ToArray());
                break;
            case 5 when at + 4 <= bytes.Count:
                Span<byte> word = stackalloc byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(word, Extremes[draws.Below(Extremes.Length)]);
                for (var i = 0; i < 4; i++)
                {
                    bytes[at + i] = word[i];
                }

                break;
            case 6 when bytes.Count < MaximumLength:
                bytes.InsertRange(at, Enumerable.Repeat(
                    foreign[draws.Below(foreign.Length)], 1 + draws.Below(draws.Below(20) == 0 ? 2000 : 3)));
                break;
            case 7 when at < bytes.Count:
                bytes[at] = foreign[draws.Below(foreign.Length)];
                break;
            default:
                break;
        }
    }

    /// <summary>Numbers one after another from the counter of a case.</summary>
    private struct Draws(RandomStream stream, long number)
    {
        private uint _draw;

        public int Below(int count) => count <= 1 ? 0
            : stream.Index(count, (uint)number, (uint)(number >> 32), lane: 0, _draw++);
    }
}
