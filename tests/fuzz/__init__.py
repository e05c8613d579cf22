"""A fuzzer without instrumentation: seeds are mutated, and whatever is not a refusal or a result is a finding."""
