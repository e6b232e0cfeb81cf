using Loschmidt.Experiments.Data;

namespace Loschmidt.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void The_option_comes_before_the_variable_and_the_variable_before_the_cache()
    {
        using var option = new TemporaryData();
        using var variable = new TemporaryData();
        using var cache = new TemporaryData();
        var folder = DataFolder.Usual(option.Root, variable.Root, cache.Root);

        string Put(TemporaryData where, string name)
        {
            Directory.CreateDirectory(where.Path("set"));
            File.WriteAllText(where.Path("set", name), "");
            return where.Path("set", name);
        }

        folder.Find("set", "a").ShouldBeNull();
        var third = Put(cache, "a");
        folder.Find("set", "a").ShouldBe(third);
        var second = Put(variable, "a.gz");
        folder.Find("set", "a").ShouldBe(second);
        var first = Put(option, "a");
        folder.Find("set", "a").ShouldBe(first);
    }

    [Fact]
    public void The_variable_may_be_relative_to_the_working_folder()
    {
        DataFolder.Usual(null, "some/where", null).Places.Single().ShouldBe(
            (DataFolder.Variable, Path.GetFullPath("some/where")));
    }

    /// <summary>Mutation: an empty list of places is written down like any other.</summary>
    [Fact]
    public void Missing_data_is_one_line_with_every_place_and_the_cure()
    {
        using var option = new TemporaryData();
        var error = Should.Throw<DataException>(() => Mnist.Load(DataFolder.Usual(option.Root, "/nowhere", "/cache")));

        error.Message.ShouldBe(
            $"mnist/train-images-idx3-ubyte.gz: not found in {option.Root} (--data), /nowhere (LOSCHMIDT_DATA), /cache (cache); "
            + "'loschmidt data get mnist' fetches it, or put it into a folder 'mnist' and name the folder above by --data or LOSCHMIDT_DATA");
        Should.Throw<DataException>(() => Mnist.Load(DataFolder.Usual(null, null, null))).Message.ShouldStartWith(
            "mnist/train-images-idx3-ubyte.gz: there is no folder to look in; 'loschmidt data get mnist' fetches it");
        Should.Throw<DataException>(() => DataFolder.Usual("/nowhere", null, null)).Message.ShouldStartWith(
            "/nowhere: no such folder; --data names");
        Should.Throw<DataException>(() => DataFolder.OfSet("/nowhere")).Message.ShouldStartWith(
            "/nowhere: no such folder; data.path names");
    }

    [Fact]
    public void A_path_in_the_experiment_names_the_set_s_own_folder()
    {
        using var data = new TemporaryData();
        data.Mnist(train: 10, test: 4);

        Mnist.Load(DataFolder.OfSet(data.Path("mnist")), validation: 2).Train.Count.ShouldBe(8);
    }

    [Fact]
    public void The_catalogue_tells_right_files_from_damaged_and_missing_ones()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data.Path("set"));
        const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, "abc"
        DataFile[] files = [.. new[] { "plain", "packed", "other", "longer", "broken", "missing" }.Select(
            name => new DataFile("set", name, "", 3, Abc, "", 0))];
        File.WriteAllText(data.Path("set", "plain"), "abc");
        File.WriteAllBytes(data.Path("set", "packed.gz"), Idx.Pack([.. "abc"u8]));
        File.WriteAllText(data.Path("set", "other"), "abd");
        File.WriteAllText(data.Path("set", "longer"), "abcd");
        File.WriteAllBytes(data.Path("set", "broken.gz"), [.. "no gzip at all"u8]);

        DataCatalog.Check(data.Places, files).Select(file => file.State).ShouldBe(
        [
            DataFileState.Right, DataFileState.Right, DataFileState.Different, DataFileState.Different,
            DataFileState.Different, DataFileState.Missing,
        ]);
        DataCatalog.List(data.Places).ShouldAllBe(file => file.State == DataFileState.Missing);
    }
}
