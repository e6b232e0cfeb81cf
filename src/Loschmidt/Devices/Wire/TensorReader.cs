using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Reads names, shapes and ranges of the parameters of a host-updated device.</summary>
internal static class TensorReader
{
    private const int MostTensors = 4096;

    /// <summary>Reads the value of the present key <c>parameters</c>.</summary>
    public static List<DeviceTensor> Read(ref WireJson json)
    {
        json.Next();
        json.RequireArray("parameters");
        var tensors = new List<DeviceTensor>();
        var total = 0L;
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            var tensor = Tensor(ref json);
            total += tensor.Shape.Aggregate(1L, (product, extent) => product * extent);
            if (tensors.Exists(other => other.Name == tensor.Name) || tensors.Count == MostTensors || total > HelloReader.MostNumbers)
            {
                throw json.Fault($"parameters have names of their own, and at most {HelloReader.MostNumbers} numbers in {MostTensors} tensors");
            }

            tensors.Add(tensor);
        }

        return tensors;
    }

    private static DeviceTensor Tensor(ref WireJson json)
    {
        json.RequireObject("an entry of parameters");
        var (name, unit) = ("", "");
        List<int> shape = [];
        DeviceRange? range = null;
        while (json.NextKey())
        {
            if (json.Is("name"u8))
            {
                json.Next();
                name = json.Line("name");
            }
            else if (json.Is("unit"u8))
            {
                json.Next();
                unit = json.Line("unit");
            }
            else if (json.Is("range"u8))
            {
                json.Next();
                range = HelloReader.Range(ref json);
            }
            else if (json.Is("shape"u8))
            {
                json.Next();
                json.RequireArray("shape");
                var product = 1L;
                for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
                {
                    shape.Add((int)json.Whole("shape", HelloReader.MostNumbers));
                    product *= shape[^1];
                    if (product > HelloReader.MostNumbers || shape.Count > WireLimits.Depth)
                    {
                        throw json.Fault($"a tensor has at most {HelloReader.MostNumbers} numbers and {WireLimits.Depth} axes");
                    }
                }
            }
            else
            {
                json.Skip();
            }
        }

        return name.Length > 0 ? new DeviceTensor(name, shape, range, unit) : throw json.Fault("an entry of parameters has no name");
    }
}
