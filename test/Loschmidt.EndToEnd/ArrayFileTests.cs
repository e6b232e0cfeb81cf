using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Files;

namespace Loschmidt.EndToEnd;

/// <summary>Files of arrays between us and others: what we write NumPy reads to the bit, and what it writes we read.</summary>
/// <remarks>The scripts answer with the bits of the numbers in hexadecimal, so that nothing is rounded on the way.</remarks>
public sealed class ArrayFileTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly double[] Doubles =
        [0.1, -0.0, double.Epsilon, double.MaxValue, double.NegativeInfinity, double.NaN, 1e-300, 7, 8, 9, 10, 11];

    private static readonly float[] Floats = [0.1f, -0f, float.Epsilon, float.MaxValue, float.PositiveInfinity, 6];

    private readonly Workplace _place = new();

    [Fact]
    public void What_we_write_as_npy_and_npz_NumPy_reads_to_the_bit()
    {
        NeedNumPy();
        Tensor[] tensors =
        [
            new("d", Doubles, 2, 3, 2), new("f", Floats, 6), Tensor.Scalar("s", 2.5), new("none", Array.Empty<double>(), 0, 3),
            new("θ/deep", Floats, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3),
        ];
        foreach (var tensor in tensors.Take(4))
        {
            using var file = Create(tensor.Name + ".npy");
            Npy.Write(file, tensor);
        }

        foreach (var compress in (bool[])[false, true])
        {
            using var file = Create(compress ? "packed.npz" : "stored.npz");
            Npz.Write(file, tensors, compress);
        }

        var lines = Run("""
            import numpy as np, zipfile
            def show(name, a):
                print(name, a.dtype.str, a.shape, a.tobytes().hex())
            for name in ['d', 'f', 's', 'none']:
                show(name, np.load(name + '.npy'))
            for archive in ['stored.npz', 'packed.npz']:
                assert zipfile.ZipFile(archive).testzip() is None
                with np.load(archive) as arrays:
                    for name in arrays.files:
                        show(name, arrays[name])
            """);
        string[] archive = [.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(Line)];
        lines.ShouldBe([.. tensors.Take(4).Select(Line), .. archive, .. archive]);
    }

    [Fact]
    public void What_NumPy_writes_we_read_in_every_order_and_type()
    {
        NeedNumPy();
        var lines = Run("""
            import numpy as np
            def show(name, a):
                wide = a.astype('<f8' if a.dtype.itemsize == 8 or a.dtype.kind in 'iu' and a.dtype.itemsize == 4 else '<f4')
                print(name, wide.dtype.str, a.shape, wide.tobytes().hex())
            base = np.arange(24).reshape(2, 3, 4) - 5
            arrays = {}
            for type in ['<f8', '>f8', '<f4', '>f4', '<f2', '>f2', '|i1', '<i2', '>i2', '<i4', '>i4', '<i8', '>i8']:
                arrays['c' + type[1:] + ('b' if type[0] == '>' else 'l')] = base.astype(type)
            for type in ['|u1', '<u2', '>u2', '<u4', '>u4', '<u8', '>u8', '|b1']:
                arrays['u' + type[1:] + ('b' if type[0] == '>' else 'l')] = (base + 5).astype(type)
            arrays['fortran'] = np.asfortranarray(base / 7)
            arrays['fortran-big'] = np.asfortranarray((base / 7).astype('>f4'))
            arrays['scalar'] = np.float64(0.1)
            arrays['empty'] = np.zeros((3, 0, 2), dtype='f4')
            arrays['column'] = np.asfortranarray(base[0, :, :1] * 0.1)
            arrays['deep'] = np.arange(4.0).reshape([2] + [1] * 14 + [2])
            for name, a in arrays.items():
                for version in [(1, 0), (2, 0), (3, 0)]:
                    with open(f'{name}.{version[0]}.npy', 'wb') as file:
                        np.lib.format.write_array(file, np.asanyarray(a), version=version)
                show(name, np.asanyarray(a))
            np.savez('stored.npz', **arrays)
            np.savez_compressed('packed.npz', **arrays)
            """);
        lines.Length.ShouldBe(27);
        string[] expected = [.. lines.Order(StringComparer.Ordinal)];
        foreach (var version in (string[])["1", "2", "3"])
        {
            var read = Directory.GetFiles(_place.Root, $"*.{version}.npy").Select(path =>
                Line(Npy.Read(path)).Replace($".{version} ", " ", StringComparison.Ordinal));
            read.Order(StringComparer.Ordinal).ShouldBe(expected);
        }

        foreach (var archive in (string[])["stored.npz", "packed.npz"])
        {
            Npz.Read(Path.Combine(_place.Root, archive)).Select(Line).Order(StringComparer.Ordinal).ShouldBe(expected);
        }
    }

    // A reader of its own that knows nothing of ours: the length, the JSON and the numbers at their offsets.
    [Fact]
    public void What_we_write_as_safetensors_another_reader_reads_to_the_bit()
    {
        NeedNumPy();
        Tensor[] tensors =
        [
            new("theta/conv1", Doubles, 3, 4), new("pi \"quoted\" θ", Floats, 6), Tensor.Scalar("s", 2.5f), new("none", Array.Empty<double>(), 0),
        ];
        using (var file = Create("state.safetensors"))
        {
            Safetensors.Write(file, tensors);
        }

        var lines = Run("""
            import json, struct, numpy as np
            data = open('state.safetensors', 'rb').read()
            length, = struct.unpack('<Q', data[:8])
            assert length % 8 == 0, length
            body = data[8 + length:]
            end = 0
            for name, tensor in json.loads(data[8:8 + length].decode('utf-8')).items():
                assert set(tensor) == {'dtype', 'shape', 'data_offsets'}, tensor
                first, last = tensor['data_offsets']
                assert first == end, (first, end)
                end = last
                a = np.frombuffer(body[first:last], {'F64': '<f8', 'F32': '<f4'}[tensor['dtype']]).reshape(tensor['shape'])
                print(name, a.dtype.str, a.shape, a.tobytes().hex())
            assert end == len(body), (end, len(body))
            """);
        lines.ShouldBe(tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(Line));
    }

    [Fact]
    public void What_another_writer_writes_as_safetensors_we_read_to_the_bit()
    {
        NeedNumPy();
        var lines = Run("""
            import json, struct, numpy as np
            arrays = {
                'z': np.array([[0.1, -0.0], [np.nan, 1e-310]]), 'a': np.array([0.1, 2, 3], '<f4'),
                'half': np.array([0.1, 65504, -np.inf, 6e-8], '<f2'), 'none': np.zeros((0, 2), '<f8'), 'one': np.array(0.5),
            }
            brain = np.array([0.1, -3e38, 7], '<f4').view('<u4') >> 16
            header, body = {'__metadata__': {'written': 'by another'}}, b''
            names = {'<f8': 'F64', '<f4': 'F32', '<f2': 'F16'}
            for name, a in arrays.items():
                header[name] = {'shape': list(a.shape), 'data_offsets': [len(body), len(body) + a.nbytes], 'dtype': names[a.dtype.str]}
                body += a.tobytes()
                wide = a.astype('<f4') if a.dtype.str == '<f2' else a
                print(name, wide.dtype.str, wide.shape, wide.tobytes().hex())
            header['brain'] = {'dtype': 'BF16', 'shape': [3, 1], 'data_offsets': [len(body), len(body) + 6]}
            body += brain.astype('<u2').tobytes()
            print('brain <f4 (3, 1)', (brain << 16).astype('<u4').tobytes().hex())
            text = json.dumps(header, indent=1).encode()
            open('foreign.safetensors', 'wb').write(struct.pack('<Q', len(text)) + text + body)
            """);
        Safetensors.Read(Path.Combine(_place.Root, "foreign.safetensors")).Select(Line).Order(StringComparer.Ordinal)
            .ShouldBe(lines.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _place.Dispose();

    private static void NeedNumPy() => Assert.SkipUnless(
        Launcher.Succeeds(Python, "-c", "import numpy"), "needs NumPy: ./test.sh --install, or apt-get install python3-numpy");

    /// <summary>An array as the scripts print it: name, type, shape as Python writes it, bits.</summary>
    private static string Line(Tensor tensor)
    {
        var shape = string.Join(", ", tensor.Shape) + (tensor.Shape.Count == 1 ? "," : "");
        var bits = tensor.IsDouble
            ? tensor.Doubles.SelectMany(BitConverter.GetBytes)
            : tensor.Floats.SelectMany(BitConverter.GetBytes);
        return $"{tensor.Name} {(tensor.IsDouble ? "<f8" : "<f4")} ({shape}) {Convert.ToHexStringLower([.. bits])}".TrimEnd();
    }

    private FileStream Create(string name)
    {
        var path = Path.Combine(_place.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.Create(path);
    }

    private string[] Run(string script)
    {
        var file = _place.Write("script.py", $"import os\nos.chdir({System.Text.Json.JsonSerializer.Serialize(_place.Root)})\n{script}\n");
        var outcome = Launcher.Start(Python, file).ShouldSucceed();
        return [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }
}
