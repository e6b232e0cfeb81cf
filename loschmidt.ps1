# Runs Loschmidt from a checkout: builds the command line only when its sources are newer than the last build, then runs it.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$dll = Join-Path $root 'artifacts/bin/Loschmidt.Cli/release/Loschmidt.Cli.dll'
$stamp = Join-Path $root 'artifacts/.built'
$env:DOTNET_NOLOGO = '1'; $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_TieredPGO = '0'

$stale = -not (Test-Path $stamp) -or -not (Test-Path $dll)
if (-not $stale) {
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $newer = Get-ChildItem -Recurse -File (Join-Path $root 'src'), (Join-Path $root 'presets'), (Join-Path $root 'Directory.*.props') |
        Where-Object { $_.LastWriteTimeUtc -gt $built -and $_.Name -ne 'packages.lock.json' } | Select-Object -First 1
    $stale = $null -ne $newer
}
if ($stale) {
    [Console]::Error.WriteLine('building Loschmidt (once per change) ...')
    New-Item -ItemType Directory -Force (Join-Path $root 'artifacts') | Out-Null
    $started = [DateTime]::UtcNow
    $log = dotnet build (Join-Path $root 'src/Loschmidt.Cli') -c Release --nologo -v quiet -p:RunAnalyzers=false 2>&1
    if ($LASTEXITCODE -ne 0) { $log | ForEach-Object { [Console]::Error.WriteLine($_) }; exit 1 }
    Set-Content -Path $stamp -Value ''
    (Get-Item $stamp).LastWriteTimeUtc = $started
}
& dotnet $dll @args
exit $LASTEXITCODE
