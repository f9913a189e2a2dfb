using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The question that a command asks before it changes several users.</summary>
internal static class Confirmation
{
    public static Option<bool> Option() => new("--yes") { Description = "Changes users without asking. Without a terminal, commands never ask." };

    /// <exception cref="CommandException">The answer is no.</exception>
    public static void Ask(Session session, Option<bool> yes, string what)
    {
        if (!session.Parse.GetValue(yes))
            session.Terminal.Confirm(what);
    }
}
