using System.Globalization;
using Procore.CompanyUsers.Cli;
using Procore.CompanyUsers.Cli.Commands;

// The machine's language must not change what programs read.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

var host = CommandHost.OfProcess();
using var interruption = host.Interruption;
return (int)await CommandTree.RunAsync(host, args).ConfigureAwait(false);
