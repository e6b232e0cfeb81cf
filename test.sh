#!/usr/bin/env bash
# Runs the tests. Default: the fast ones (<= 10 minutes on 2 cores).
#   --all      the slow and end-to-end tests too (<= 50 minutes)
#   --install  first installs what the tests use beyond the .NET SDK, by the system's package manager
# The last line reads: N passed, N failed, N skipped
set -uo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
all=0 install=0
for argument in "$@"; do
    case "$argument" in
        --all) all=1 ;;
        --install) install=1 ;;
        *) echo "unknown option '$argument'; accepted: --all, --install" >&2; exit 2 ;;
    esac
done

if [ "$install" = 1 ]; then
    if command -v apt-get >/dev/null; then
        sudo=$([ "$(id -u)" = 0 ] || echo sudo)
        node=$(command -v node >/dev/null || echo nodejs npm)
        # shellcheck disable=SC2086
        $sudo apt-get update -qq >/dev/null && $sudo apt-get install -y -qq python3-numpy python3-scipy python3-jsonschema python3-yaml gcc libfftw3-dev libopenblas-dev \
            chromium $node >/dev/null || echo "some optional packages could not be installed; the tests that need them will be skipped" >&2
    else
        echo "--install knows apt-get only; install numpy, scipy, jsonschema, PyYAML, gcc, FFTW, OpenBLAS, Node.js 20 and Chromium by hand for the tests that use them" >&2
    fi
fi

[ -n "${LOSCHMIDT_DATA:-}" ] && LOSCHMIDT_DATA=$(realpath -m -- "$LOSCHMIDT_DATA") && export LOSCHMIDT_DATA
dotnet build Loschmidt.slnx -c Release --nologo -v quiet -clp:NoSummary || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

suites=(Loschmidt.Tests)
[ "$all" = 1 ] && suites+=(Loschmidt.SlowTests Loschmidt.EndToEnd)
passed=0 failed=0 skipped=0
mkdir -p artifacts/test
for suite in "${suites[@]}"; do
    report="artifacts/test/$suite.xml"
    rm -f "$report"
    started=$SECONDS
    dotnet "artifacts/bin/$suite/release/$suite.dll" -noLogo -noColor -xml "$report" | grep -vE '^\s*$' | grep -vE 'Starting:|Finished:|Discover' 
    if [ ! -s "$report" ]; then
        echo "$suite left no report" >&2
        failed=$((failed + 1))
        continue
    fi
    count() { grep -o "<assembly [^>]*" "$report" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{s+=$1} END {print s+0}'; }
    passed=$((passed + $(count passed))) failed=$((failed + $(count failed) + $(count errors))) skipped=$((skipped + $(count skipped)))
    echo "$suite: $((SECONDS - started)) s"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
