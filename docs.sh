#!/usr/bin/env bash
# Turns README.md and docs/ into pages; refuses links that lead nowhere, with file and line.
#   --output DIR   default: artifacts/site
#   --external     also list the links that leave the checkout; nothing is fetched
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
echo "docs: building what makes the pages, then reading them ..." >&2
exec dotnet run --project "$root/docs/site" -c Release -v quiet -- --root "$root" "$@"
