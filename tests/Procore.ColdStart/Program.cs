// Does one piece of work and ends: Procore.ColdStart facade|by-hand ADDRESS list|create NUMBER. Says what it took: CPU milliseconds, peak bytes, users and checksum.
using System.Globalization;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Benchmarks.Sides;

var address = new Uri(args[1]);
ISide side = args[0] == "facade"
    ? new FacadeSide(ProcoreClient.Create(new ProcoreOptions { AccessToken = Connection.Token, ApiAddress = address }))
    : new SystemTextJsonSide(address);
var number = int.Parse(args[3], CultureInfo.InvariantCulture);
var tally = await (args[2] == "list" ? side.ListAsync(number) : side.CreateAsync(number));
var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{Environment.CpuUsage.TotalTime.TotalMilliseconds} {long.Parse(peak.AsSpan().Trim(), CultureInfo.InvariantCulture) * 1024} {tally.Count} {tally.Sum}"));
