using Loschmidt.Experiments.Data;

namespace Loschmidt.Tests.Data;

/// <summary>A folder of small data files that goes away.</summary>
internal sealed class TemporaryData : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-");

    public string Root => _root.FullName;

    public DataFolder Places => DataFolder.Usual(Root, null, null);

    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Small images with labels 0, 1, 2 … in the files of mnist, the test labels packed.</summary>
    public void Mnist(int train, int test)
    {
        Directory.CreateDirectory(Path("mnist"));
        File.WriteAllBytes(Path("mnist", "train-images-idx3-ubyte"), Idx.Images(train));
        File.WriteAllBytes(
            Path("mnist", "train-labels-idx1-ubyte"), Idx.Labels([.. Enumerable.Range(0, train).Select(i => (byte)i)]));
        File.WriteAllBytes(Path("mnist", "t10k-images-idx3-ubyte"), Idx.Images(test));
        File.WriteAllBytes(Path("mnist", "t10k-labels-idx1-ubyte.gz"),
            Idx.Pack(Idx.Labels([.. Enumerable.Range(0, test).Select(i => (byte)i)])));
    }

    /// <summary>The files of digits with the lines given.</summary>
    public void Digits(string train, string test)
    {
        Directory.CreateDirectory(Path("digits"));
        File.WriteAllText(Path("digits", "optdigits.tra"), train);
        File.WriteAllText(Path("digits", "optdigits.tes"), test);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
