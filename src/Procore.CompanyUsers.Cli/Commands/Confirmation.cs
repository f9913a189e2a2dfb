using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The question that a command asks a person before it changes several users.</summary>
internal static class Confirmation
{
    public static Option<bool> Option() => new("--yes") { Description = "Doesn't ask before changing users. Without a terminal there is no question." };

    /// <exception cref="CommandException">The answer is no.</exception>
    public static void Ask(Session session, Option<bool> yes, string what)
    {
        if (!session.Parse.GetValue(yes))
            session.Terminal.Confirm(what);
    }
}
