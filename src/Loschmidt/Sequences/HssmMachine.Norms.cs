using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Sequences.Stack;

namespace Loschmidt.Sequences;

// Batch norms couple different times: blocks go out and home one after the other, and their statistics meet in between.
public sealed partial class HssmMachine<T>
{
    private void ForwardBlockByBlock(Batch batch)
    {
        var mask = Dropped();
        ForGroups((group, journeys) =>
        {
            group.Begin(batch, journeys, mask);
            group.Store();
        });
        for (var index = 0; index < Settings.Blocks; index++)
        {
            var block = index;
            Absorb(block);
            ForGroups((group, _) => group.Forward(block));
        }
    }

    private void ReturnBlockByBlock()
    {
        ForGroups((group, _) => group.Error());
        for (var index = Settings.Blocks - 1; index >= 0; index--)
        {
            var block = index;
            ForGroups((group, _) => group.Return(block));
            var (errors, products) = (new double[_weights.Blocks[0].Skip.Length], new double[_weights.Blocks[0].Skip.Length]);
            foreach (var norm in Norms(block))
            {
                TensorPrimitives.Add<double>(errors, norm.Errors, errors);
                TensorPrimitives.Add<double>(products, norm.Products, products);
            }

            _weights.Statistics[block].PullBack(errors, products);
            ForGroups((group, _) => group.Finish(block));
        }
    }

    private void Absorb(int block)
    {
        var width = StackShape.Padded<T>(Settings.Hidden);
        var (sums, squares, rows) = (new double[width], new double[width], _groups.Sum(group => group.Rows));
        foreach (var norm in Norms(block))
        {
            TensorPrimitives.Add<double>(sums, norm.Sums, sums);
            TensorPrimitives.Add<double>(squares, norm.Squares, squares);
        }

        _weights.Statistics[block].Absorb(sums, squares, rows);
    }

    private IEnumerable<ChannelRowNorm<T>> Norms(int block) => _groups.Select(group => (ChannelRowNorm<T>)group.Blocks[block].Norm);
}
