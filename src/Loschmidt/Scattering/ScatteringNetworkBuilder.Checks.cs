namespace Loschmidt.Scattering;

public sealed partial class ScatteringNetworkBuilder
{
    /// <summary>What would only show later, as a singular matrix or an output that hears nothing.</summary>
    private void Check()
    {
        foreach (var block in _blocks)
        {
            Require(
                block.Parameters.Length == block.Rows.Count * block.Columns.Count,
                $"the couplings {block.Name} list {block.Parameters.Length} entries for {block.Rows.Count} x {block.Columns.Count} modes");
            var count = block.Shape.Aggregate(1L, (product, extent) => product * extent);
            Require(
                block.Parameters.All(parameter => parameter >= -1 && parameter < count),
                $"the couplings {block.Name} name a parameter outside of their tensor of {count}");
            if (block.IsWithin)
            {
                for (var i = 0; i < block.Rows.Count; i++)
                {
                    for (var j = 0; j <= i; j++)
                    {
                        Require(
                            block.Parameters[i * block.Rows.Count + j] < 0,
                            $"the couplings within {block.Rows.Name} have an entry ({i}, {j}); give each pair once, the smaller mode first, and no mode with itself");
                    }
                }
            }
        }

        foreach (var mode in _readout!.Outputs)
        {
            Require(_portRates[mode] > 0, $"{NameOf(mode)} is read, but its port rate is 0; give the group a port rate > 0");
        }

        for (var mode = 0; mode < _readout.Probe.Count; mode++)
        {
            Require(
                _readout.Probe[mode] == 0 || _portRates[mode] > 0,
                $"{NameOf(mode)} is driven, but its port rate is 0; give the group a port rate > 0");
        }

        var coupled = new bool[_portRates.Count];
        foreach (var block in _blocks)
        {
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    coupled[block.Rows.First + entry / block.Columns.Count] = true;
                    coupled[block.Columns.First + entry % block.Columns.Count] = true;
                }
            }
        }

        var isolated = Array.IndexOf(coupled, false);
        Require(
            isolated < 0 || _portRates.Count == 1,
            $"{(isolated < 0 ? "" : NameOf(isolated))} is coupled to no other mode; couple its group or leave it out");
    }

    private string NameOf(int mode)
    {
        var group = _groups.First(one => mode < one.First + one.Count);
        return $"mode {mode - group.First} of {group.Name}";
    }
}
