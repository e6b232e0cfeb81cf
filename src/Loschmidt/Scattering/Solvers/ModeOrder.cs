namespace Loschmidt.Scattering.Solvers;

/// <summary>The modes of a network in the order of elimination: those that the input detunes, and the rest.</summary>
internal sealed class ModeOrder
{
    private readonly ScatteringNetwork _network;
    private readonly int[] _index;
    private readonly bool[] _isInput;
    private readonly int[] _rest;

    /// <summary>Sorts the modes of a network.</summary>
    public ModeOrder(ScatteringNetwork network)
    {
        _network = network;
        _index = new int[network.Modes];
        _isInput = new bool[network.Modes];
        for (var j = 0; j < network.Inputs.Count; j++)
        {
            _isInput[network.Inputs[j].Mode] = true;
            _index[network.Inputs[j].Mode] = j;
        }

        _rest = [.. Enumerable.Range(0, network.Modes).Where(mode => !_isInput[mode])];
        for (var q = 0; q < _rest.Length; q++)
        {
            _index[_rest[q]] = q;
        }

        Couplings = [.. List()];
        InputsAreApart = Couplings.All(one => !IsInput(one.First) || !IsInput(one.Second));
        InputsAreReal = Couplings.All(one => !IsInput(one.First) || network.Blocks[one.Block].Form == CouplingForm.Real);
        var heard = Couplings.Where(one => IsInput(one.First) && !IsInput(one.Second)).Select(one => IndexOf(one.Second)).ToList();
        Heard = heard.Count == 0 ? (0, 0) : (heard.Min(), heard.Max() + 1);
    }

    /// <summary>Number of modes that the input detunes.</summary>
    public int Inputs => _network.Inputs.Count;

    /// <summary>Number of the other modes.</summary>
    public int Rest => _rest.Length;

    /// <summary>Every coupling, as (first, second mode, block, entry in the block); an input mode comes first, else the block's row.</summary>
    public IReadOnlyList<(int First, int Second, int Block, int Entry)> Couplings { get; }

    /// <summary>Whether no two input modes are coupled.</summary>
    public bool InputsAreApart { get; }

    /// <summary>Whether the couplings of input modes are real, not through auxiliary modes.</summary>
    public bool InputsAreReal { get; }

    /// <summary>The range of the rest that input modes are coupled to.</summary>
    public (int From, int To) Heard { get; }

    /// <summary>Whether the input detunes a mode.</summary>
    public bool IsInput(int mode) => _isInput[mode];

    /// <summary>Where a mode stands among the inputs, or among the rest.</summary>
    public int IndexOf(int mode) => _index[mode];

    /// <summary>The input mode at a place.</summary>
    public int InputAt(int place) => _network.Inputs[place].Mode;

    /// <summary>The mode of the rest at a place.</summary>
    public int RestAt(int place) => _rest[place];

    /// <summary>First column of every row of Ã that may differ from zero, once the input modes are eliminated; [rest].</summary>
    public int[] Envelope()
    {
        var firsts = Enumerable.Range(0, Rest).ToArray();
        for (var q = Heard.From; q < Heard.To; q++)
        {
            firsts[q] = Heard.From;
        }

        foreach (var (first, second, _, _) in Couplings.Where(one => !IsInput(one.First)))
        {
            var (a, b) = (IndexOf(first), IndexOf(second));
            firsts[Math.Max(a, b)] = Math.Min(firsts[Math.Max(a, b)], Math.Min(a, b));
        }

        return firsts;
    }

    private IEnumerable<(int First, int Second, int Block, int Entry)> List()
    {
        for (var b = 0; b < _network.Blocks.Count; b++)
        {
            var block = _network.Blocks[b];
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    var (i, j) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
                    yield return _isInput[j] && !_isInput[i] ? (j, i, b, entry) : (i, j, b, entry);
                }
            }
        }
    }
}
