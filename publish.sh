#!/usr/bin/env bash
# Makes everything that ships: packages/*.nupkg, and per platform <rid>/loschmidt[.exe] with its alias los and an archive.
#   --platform RID   linux-x64, linux-arm64, osx-arm64 or win-x64; may be repeated; default: all four
#   --output DIR     default: dist
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec dotnet run "$root/packaging/publish.cs" -- "$@"
