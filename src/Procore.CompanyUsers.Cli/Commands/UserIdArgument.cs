using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The arguments by which users are named.</summary>
internal static class UserIdArgument
{
    public static Argument<long> One() => new("ID") { Description = "The user's id in Procore." };

    public static Argument<long[]> Some() => new("ID") { Description = "The users' ids in Procore.", Arity = ArgumentArity.ZeroOrMore };
}
