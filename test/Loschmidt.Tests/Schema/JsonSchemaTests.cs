using System.Text.Json.Nodes;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Tests.Architecture;

namespace Loschmidt.Tests.Schema;

/// <summary>What the schema says of the toy machines; that it accepts and refuses the right files is judged by an
/// independent validator, in the end-to-end tests.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonNode Toy = JsonNode.Parse(ExperimentJsonSchema.Text(TestMachines.Kinds))!;

    [Fact]
    public void The_schema_in_the_documents_is_the_one_of_the_program()
    {
        var file = Path.Combine(Checkout.Root, "docs", "experiment.schema.json");
        var actual = ExperimentJsonSchema.Text(MachineFactory.Kinds);
        if (Environment.GetEnvironmentVariable("LOSCHMIDT_ACCEPT_SCHEMA") == "1")
            File.WriteAllText(file, actual);
        File.ReadAllText(file).ShouldBe(actual, "run this test with LOSCHMIDT_ACCEPT_SCHEMA=1 to accept");
    }

    [Theory]
    [InlineData("width", """{"type":"integer","minimum":1,"maximum":4096,"default":50}""")]
    [InlineData("dispersion2", """{"type":"number","exclusiveMinimum":0,"default":0.04}""")]
    [InlineData("coarse", """{"type":"number","default":0.1}""")]
    [InlineData("dispersion", """{"enum":["spectral","tight-binding"],"default":"spectral"}""")]
    [InlineData("window", """
        {"type":"array","items":{"type":"number","minimum":0,"maximum":10},"minItems":1,"maxItems":4,"default":[0.2,0.75]}
        """)]
    [InlineData("note", """{"type":["string","number","boolean","null"]}""")]
    public void A_key_is_described_by_its_type_its_range_its_words_and_its_default(string key, string expected) =>
        JsonNode.DeepEquals(Toy["$defs"]!["wave"]!["properties"]![key], JsonNode.Parse(expected)).ShouldBeTrue(
            Toy["$defs"]!["wave"]!["properties"]![key]!.ToJsonString());

    [Fact]
    public void Keys_without_a_default_are_required_and_no_others_are_allowed()
    {
        Toy["required"]!.ToJsonString().ShouldBe("""["name","machine","data"]""");
        Toy["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        Toy["$defs"]!["wave"]!["required"]!.ToJsonString().ShouldBe("""["steps"]""");
        Toy["$defs"]!["ring"]!["required"]!.ToJsonString().ShouldBe("""["sites"]"""); // of its constructor
    }

    [Fact]
    public void A_number_that_may_be_a_word_says_which() =>
        Toy["properties"]!["training"]!["properties"]!["decay"]!["properties"]!["time"]!["anyOf"]!.ToJsonString()
            .ShouldBe("""[{"type":"number","minimum":0,"maximum":1000000000000000},{"const":"complete"}]""");

    [Fact]
    public void Overrides_may_be_nested_or_dotted_and_mean_the_keys_of_the_experiment()
    {
        var quick = Toy["properties"]!["quick"]!["properties"]!;
        quick["training.decay.rate"]!["$ref"]!.GetValue<string>()
            .ShouldBe("#/properties/training/properties/decay/properties/rate");
        var training = quick["training"]!["$ref"]!.GetValue<string>();
        training.ShouldBe("#/$defs/quick.training");
        Toy["$defs"]!["quick.training"]!["properties"]!["decay.rate"].ShouldNotBeNull();
        quick["machine.width"]!["$ref"]!.GetValue<string>().ShouldBe("#/$defs/wave/properties/width");
        quick.AsObject().ContainsKey("quick").ShouldBeFalse();
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var schema = JsonNode.Parse(ExperimentJsonSchema.Text(MachineFactory.Kinds))!;
        var count = 0;
        Visit(schema);
        count.ShouldBeGreaterThan(100);

        void Visit(JsonNode? node)
        {
            if (node is JsonObject block)
            {
                if (block["$ref"] is JsonValue pointer)
                {
                    count++;
                    var target = pointer.GetValue<string>()[2..].Split('/').Aggregate((JsonNode?)schema, (at, key) =>
                        at?[key]);
                    target.ShouldNotBeNull(pointer.GetValue<string>());
                }

                foreach (var (_, value) in block)
                    Visit(value);
            }
            else if (node is JsonArray list)
            {
                foreach (var value in list)
                    Visit(value);
            }
        }
    }
}
