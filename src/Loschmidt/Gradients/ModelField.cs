using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Programmes the model beside a device with the parameters that the device was programmed with.</summary>
internal static class ModelField
{
    /// <summary>θ of the model becomes that of the device, at rest.</summary>
    public static void Programme(IModelled device)
    {
        device.Learning.Theta.CopyTo(device.Model.Learning.Theta);
        device.Model.Learning.Pi.Clear();
    }
}
