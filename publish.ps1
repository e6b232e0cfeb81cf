# Makes everything that ships; takes what publish.sh takes.
$env:DOTNET_NOLOGO = '1'; $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
& dotnet run (Join-Path $PSScriptRoot 'packaging/publish.cs') -- @args
exit $LASTEXITCODE
