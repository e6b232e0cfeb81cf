// Every test here starts processes that use all cores: side by side they would only disturb each other's times.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
