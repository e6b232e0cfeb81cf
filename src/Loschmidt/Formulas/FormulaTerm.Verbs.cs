using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Formulas;

// The verbs that are called at every step: each a program, worked through block by block.
public sealed unsafe partial class FormulaTerm<T>
{
    private static int Width => Vector512<T>.Count;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        Span<RealNumber> variables = stackalloc RealNumber[2 * Variables];
        Number(variables, control.Parameters, default);
        var run = new FormulaRun<T>(_energy, variables);
        fixed (T* source = Source(x))
        {
            for (var block = new FormulaBlock(_places, x.Lanes / Width, _energy.BlockVectors); block.Exists; block.Next())
            {
                Load(run, block, 0, source, x.Lanes, control.Parameters, _energy);
                run.Execute(block.Rows, block.Vectors);
                var values = run.Result(0);
                for (var row = 0; values != null && row < block.Rows; row++)
                {
                    for (var lane = 0; lane < Math.Min(block.Vectors * Width, x.Active - (block.Vector * Width)); lane++)
                    {
                        energy[(block.Vector * Width) + lane] +=
                            _energy.Factors[0] * double.CreateTruncating(values[(row * block.Vectors * Width) + lane]);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void AddIncrement(ReadOnlySpan<T> source, int lanes, in Control<T> control, double dt, Span<T> target)
    {
        Span<RealNumber> variables = stackalloc RealNumber[2 * Variables];
        Number(variables, control.Parameters, default);
        var run = new FormulaRun<T>(_force, variables);
        fixed (T* from = source)
        fixed (T* to = target)
        {
            for (var block = new FormulaBlock(_places, lanes / Width, _force.BlockVectors); block.Exists; block.Next())
            {
                Load(run, block, 0, from, lanes, control.Parameters, _force);
                run.Execute(block.Rows, block.Vectors);
                Scatter(run, _force, block, IsKick ? -dt : dt, to, lanes);
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        if (_trained.Length == 0)
            return;
        Span<RealNumber> variables = stackalloc RealNumber[2 * Variables];
        Number(variables, control.Parameters, default);
        var run = new FormulaRun<T>(_response, variables);
        fixed (T* source = Source(x))
        {
            for (var block = new FormulaBlock(_places, x.Lanes / Width, _response.BlockVectors); block.Exists; block.Next())
            {
                Load(run, block, 0, source, x.Lanes, control.Parameters, _response);
                run.Execute(block.Rows, block.Vectors);
                Sum(run, _response, 0, block, x.Active, dt, response);
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt, Span<double> dResponse)
    {
        Span<RealNumber> variables = stackalloc RealNumber[2 * Variables];
        Number(variables, control.Parameters, dTheta);
        var run = new FormulaRun<T>(_tangent, variables);
        fixed (T* source = Source(x))
        fixed (T* displaced = Source(dx))
        fixed (T* moved = Moved(dx))
        {
            for (var block = new FormulaBlock(_places, x.Lanes / Width, _tangent.BlockVectors); block.Exists; block.Next())
            {
                Load(run, block, 0, source, x.Lanes, control.Parameters, _tangent);
                Load(run, block, Variables, displaced, x.Lanes, dTheta, _tangent);
                run.Execute(block.Rows, block.Vectors);
                Scatter(run, _tangent, block, IsKick ? -dt : dt, moved, x.Lanes);
                Sum(run, _tangent, _coordinates, block, x.Active, dt, dResponse);
            }
        }

        Flow(x, control, dt);
    }

    private void Number(Span<RealNumber> variables, ReadOnlySpan<double> theta, ReadOnlySpan<double> dTheta)
    {
        variables.Clear();
        for (var k = 0; k < _trained.Length; k++)
        {
            if (_symbols[_trained[k]].Values.Count == 1)
            {
                variables[_coordinates + _trained[k]] = new(theta[_offsets[k]]);
                variables[Variables + _coordinates + _trained[k]] = new(dTheta.IsEmpty ? 0 : dTheta[_offsets[k]]);
            }
        }
    }

    /// <summary>Brings coordinates and symbols of a block to where the program reads them; from is 0 for them, and further on for displacements.</summary>
    private void Load(
        in FormulaRun<T> run, in FormulaBlock block, int from, T* plane, int lanes, ReadOnlySpan<double> theta, FormulaProgram<T> program)
    {
        for (var n = 0; n < _coordinates; n++)
        {
            var lane = block.Vector * Width;
            if (_first[n] >= 0)
            {
                run.Point(from + n, plane + ((_first[n] + block.Row) * (nint)lanes) + lane);
            }
            else if (run.Buffer(from + n) is var buffer && buffer != null)
            {
                var length = block.Vectors * Width;
                for (var row = 0; row < block.Rows; row++)
                {
                    var site = plane + (_stencil[n][block.Row + row] * (nint)lanes) + lane;
                    for (var at = 0; at < length; at += Width)
                    {
                        Vector512.Load(site + at).Store(buffer + (row * length) + at);
                    }
                }
            }
        }

        for (var k = 0; k < _symbols.Length; k++)
        {
            var buffer = KindOf(_coordinates + k) == OperandKind.Row ? run.Buffer(from + _coordinates + k) : null;
            if (buffer != null)
                LoadRow(k, buffer, block, theta, displacement: from > 0);
        }
    }

    private void LoadRow(int symbol, T* buffer, in FormulaBlock block, ReadOnlySpan<double> theta, bool displacement)
    {
        var own = Array.IndexOf(_trained, symbol);
        if (own >= 0 && !theta.IsEmpty)
        {
            var values = theta.Slice(_offsets[own] + block.Row, block.Rows);
            for (var row = 0; row < values.Length; row++)
            {
                buffer[row] = T.CreateTruncating(values[row]);
            }
        }
        else
        {
            for (var row = 0; row < block.Rows; row++)
            {
                buffer[row] = displacement ? T.Zero : T.CreateTruncating(_symbols[symbol].Values[block.Row + row]);
            }
        }
    }

    /// <summary>target += dt times the results of the coordinates, place by place, so that no bit depends on how places were cut into blocks.</summary>
    private void Scatter(in FormulaRun<T> run, FormulaProgram<T> program, in FormulaBlock block, double dt, T* target, int lanes)
    {
        var length = block.Vectors * Width;
        for (var row = 0; row < block.Rows; row++)
        {
            for (var n = 0; n < _coordinates; n++)
            {
                var values = run.Result(n);
                if (values == null)
                    continue;
                var scale = Vector512.Create(T.CreateTruncating(program.Factors[n] * dt));
                var to = target + (_stencil[n][block.Row + row] * (nint)lanes) + (block.Vector * Width);
                for (var at = 0; at < length; at += Width)
                {
                    Fused.MultiplyAdd(Vector512.Load(values + (row * length) + at), scale, Vector512.Load(to + at)).Store(to + at);
                }
            }
        }
    }

    /// <summary>response += dt times the results of the parameters, summed over active lanes.</summary>
    private void Sum(
        in FormulaRun<T> run, FormulaProgram<T> program, int first, in FormulaBlock block, int active, double dt, Span<double> response)
    {
        var length = block.Vectors * Width;
        for (var k = 0; k < _trained.Length; k++)
        {
            var values = run.Result(first + k);
            if (values == null)
                continue;
            var (scale, step) = (program.Factors[first + k] * dt, _symbols[_trained[k]].Values.Count == 1 ? 0 : 1);
            for (var row = 0; row < block.Rows; row++)
            {
                var sum = 0.0;
                for (var at = 0; at < length; at += Width)
                {
                    sum += new Lane<T>(Vector512.Load(values + (row * length) + at)).SumOfFirst(active - (block.Vector * Width) - at);
                }

                response[_offsets[k] + ((block.Row + row) * step)] += scale * sum;
            }
        }
    }
}
