using System.Net.Sockets;
using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>The same device over a port and a web server.</summary>
public sealed class HostTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public void A_port_serves_one_trainer_at_a_time_and_keeps_the_state_in_between()
    {
        using var host = new TcpDeviceHost(new DeviceServer(new StrangersBox([])), 0);
        new Thread(() => host.Run(_stop.Token)) { IsBackground = true }.Start();
        using (var client = new DeviceClient(WireTransports.Of($"tcp://127.0.0.1:{host.Port}")))
        {
            client.Change([.. EchoTimetable.Echo([1, 0], [1], 0.01, read: true), WireAction.Decay(0.1)])[2].Numbers!.Length.ShouldBe(1);
            using var other = new TcpClient("127.0.0.1", host.Port);
            new StreamReader(other.GetStream()).ReadLine().ShouldNotBeNull().ShouldContain("\"busy\"");
        }

        // The first one may still be saying goodbye: busy is worth another try.
        using var next = Retry(() => new DeviceClient(WireTransports.Of($"tcp://127.0.0.1:{host.Port}")));
        next.Step.ShouldBe(1);
    }

    [Fact]
    public async Task A_web_server_answers_posts_and_nobody_else()
    {
        var port = FreePort();
        using var host = new HttpDeviceHost(new DeviceServer(new StrangersBox([])), port);
        new Thread(() => host.Run(_stop.Token)) { IsBackground = true }.Start();
        using var client = new DeviceClient(WireTransports.Of($"http://127.0.0.1:{port}/"));
        client.Change([.. EchoTimetable.Echo([1, 0], [1], 0.01, read: true), WireAction.Decay(0.1)]);
        client.Step.ShouldBe(1);

        using var web = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var cancellation = TestContext.Current.CancellationToken;
        using var several = await web.PostAsync($"http://127.0.0.1:{port}/loschmidt", new StringContent("x\ny\n", Encoding.UTF8), cancellation);
        (await several.Content.ReadAsStringAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        ((int)(await web.GetAsync($"http://127.0.0.1:{port}/loschmidt", cancellation)).StatusCode).ShouldBe(405);
        ((int)(await web.PostAsync($"http://127.0.0.1:{port}/", new StringContent("x"), cancellation)).StatusCode).ShouldBe(404);
        using var page = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/loschmidt") { Content = new StringContent("x") };
        page.Headers.Add("Origin", "http://elsewhere.example");
        ((int)(await web.SendAsync(page, cancellation)).StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData("tcp://192.168.0.7:7070")]
    [InlineData("ftp://127.0.0.1:21")]
    [InlineData("127.0.0.1:7070")]
    [InlineData("")]
    public void Addresses_of_other_computers_are_refused_with_the_cure(string address) =>
        Should.Throw<ArgumentException>(() => WireTransports.Of(address)).Message.ShouldContain("ssh -L");

    private static DeviceClient Retry(Func<DeviceClient> connect)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return connect();
            }
            catch (WireException) when (attempt < 50)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static int FreePort()
    {
        var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
