using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

public sealed class DataSetTests
{
    [Fact]
    public void Xor_lays_its_two_bits_lane_by_lane_with_their_exclusive_or_as_label()
    {
        var batch = new Batch(2, 0, 8);
        new XorDataSet().Read([0, 1, 2, 3], batch);

        batch.Active.ShouldBe(4);
        batch.Inputs.ShouldBe([0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]);
        batch.Labels.ShouldBe([0, 1, 1, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void A_pattern_brings_inputs_and_targets_and_no_label()
    {
        var batch = new Batch(2, 3, 2);
        new PatternDataSet([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]]).Read([1], batch);

        batch.Inputs.ShouldBe([3, 0, 4, 0]);
        batch.Targets.ShouldBe([8, 0, 9, 0, 10, 0]);
        batch.Labels.ShouldBe([-1, 0]);
        Should.Throw<ArgumentException>(() => new PatternDataSet([[1], [2]], [[1]]));
        Should.Throw<ArgumentException>(() => new PatternDataSet([[1], [2, 3]], [[1], [1]]));
    }

    [Fact]
    public void A_batch_forgets_the_samples_it_held_before()
    {
        var batch = new Batch(2, 0, 4);
        var xor = new XorDataSet();
        xor.Read([3, 3, 3, 3], batch);
        xor.Read([0], batch);

        batch.Inputs.ShouldAllBe(input => input == 0);
        batch.Active.ShouldBe(1);
    }

    [Fact]
    public void A_batch_of_another_shape_or_a_row_that_does_not_exist_is_refused()
    {
        var xor = new XorDataSet();
        Should.Throw<ArgumentException>(() => xor.Read([0], new Batch(3, 0, 1)));
        Should.Throw<ArgumentException>(() => xor.Read([0], new Batch(2, 1, 1)));
        Should.Throw<ArgumentException>(() => xor.Read([0, 1], new Batch(2, 0, 1)));
        Should.Throw<ArgumentOutOfRangeException>(() => xor.Read([4], new Batch(2, 0, 1)));
        Should.Throw<ArgumentOutOfRangeException>(() => xor.Read([-1], new Batch(2, 0, 1)));
    }

    [Fact]
    public void The_last_training_images_are_the_validation_images_and_the_test_files_wait_until_they_are_asked_for()
    {
        using var folder = new TemporaryData();
        folder.Mnist(train: 10, test: 4);
        File.WriteAllBytes(folder.Path("mnist", "t10k-images-idx3-ubyte"), [1, 2, 3]);

        var splits = Mnist.Load(folder.Places, validation: 3, limit: 5);

        (splits.Train.Count, splits.Validation!.Count).ShouldBe((5, 3));
        (splits.Train.Features, splits.Train.Targets, splits.Train.Classes).ShouldBe((6, 0, 10));
        var batch = new Batch(6, 0, 1);
        splits.Validation.Read([0], batch);
        batch.Labels[0].ShouldBe(7);
        batch.Inputs.ShouldBe([.. Enumerable.Range(42, 6).Select(i => (byte)(7 * i) / 255.0)]);
        Should.Throw<DataException>(() => splits.Test!.Value).Message.ShouldContain("t10k-images");
    }

    [Fact]
    public void Labels_that_belong_to_other_images_are_refused()
    {
        using var folder = new TemporaryData();
        folder.Mnist(train: 10, test: 4);
        File.WriteAllBytes(folder.Path("mnist", "train-labels-idx1-ubyte"), Idx.Labels(1, 2, 3));

        Should.Throw<DataException>(() => Mnist.Load(folder.Places, 3)).Message
            .ShouldContain("train-labels-idx1-ubyte: byte 4: expected 10 labels, one for each image of ");
    }

    [Fact]
    public void More_validation_images_than_there_are_is_refused_with_the_cure()
    {
        using var folder = new TemporaryData();
        folder.Mnist(train: 10, test: 4);

        Should.Throw<DataException>(() => Mnist.Load(folder.Places)).Message
            .ShouldEndWith("expected more than 5000 + 1 images for validation and training, found 10; lower data.validation or data.limit");
        Should.Throw<DataException>(() => Mnist.Load(folder.Places, 3, 8));
        Mnist.Load(folder.Places, 0).Validation.ShouldBeNull();
    }

    // Mutation: the largest of the block instead of its mean, or blocks that overlap.
    [Fact]
    public void Pooled_inputs_are_means_over_blocks_of_pixels()
    {
        byte[] pixels = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 255, 255, 255, 255];
        var images = new ImageDataSet("set", new IdxImages(1, 4, 4, pixels), [3], 10, 0, 1, pool: 2);
        var batch = new Batch(4, 0, 2);

        images.Read([0, 0], batch);

        images.Features.ShouldBe(4);
        double[] means = [(0 + 10 + 40 + 50) / 1020.0, (20 + 30 + 60 + 70) / 1020.0, (80 + 90 + 510) / 1020.0, (100 + 110 + 510) / 1020.0];
        batch.Inputs.ShouldBe([.. means.SelectMany(mean => new[] { mean, mean })]);
        new ImageDataSet("set", new IdxImages(1, 4, 4, pixels), [3], 10, 0, 1, pool: 4).Features.ShouldBe(1);
    }

    [Fact]
    public void Blocks_that_do_not_fill_the_images_are_refused()
    {
        using var folder = new TemporaryData();
        folder.Mnist(train: 10, test: 4); // images of 2 x 3

        Should.Throw<DataException>(() => Mnist.Load(folder.Places, 3, pool: 2)).Message.ShouldEndWith(
            "train-images-idx3-ubyte: byte 8: images of 2 x 3 cannot be cut into blocks of 2 x 2; "
            + "data.pool has to divide rows and columns");
        Should.Throw<ArgumentException>(
            () => new ImageDataSet("set", new IdxImages(1, 2, 3, new byte[6]), [3], 10, 0, 1, pool: 2));
    }

    [Fact]
    public void The_real_digits_are_whole_and_their_classes_are_counted_as_published()
    {
        var folder = DataFolder.Usual(null);
        Assert.SkipWhen(folder.Find("mnist", "train-labels-idx1-ubyte") is null,
            "no mnist files; name their folder by LOSCHMIDT_DATA");

        var splits = Mnist.Load(folder);
        var test = splits.Test!.Value;

        (splits.Train.Count, splits.Validation!.Count, test.Count).ShouldBe((55_000, 5_000, 10_000));
        Classes(splits.Train).Zip(Classes(splits.Validation), (a, b) => a + b)
            .ShouldBe([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
        Classes(test).ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
        DataCatalog.Check(folder, DataCatalog.Files).ShouldAllBe(file => file.State == DataFileState.Right);
    }

    private static int[] Classes(IDataSet set)
    {
        var counts = new int[set.Classes];
        var batch = new Batch(set.Features, 0, 500);
        for (var first = 0; first < set.Count; first += batch.Lanes)
        {
            set.Read([.. Enumerable.Range(first, batch.Lanes)], batch);
            foreach (var label in batch.Labels)
            {
                counts[label]++;
            }
        }

        return counts;
    }
}
