using System.Globalization;
using Procore.CompanyUsers.Cli.Commands;

// What the machine speaks must not change what programs read.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

return (int)await CommandTree.RunAsync(args).ConfigureAwait(false);
