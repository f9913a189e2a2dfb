using System.CommandLine;
using Procore.CompanyUsers.Cli.Profiles;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users profile</c></summary>
internal sealed class ProfileCommand : Command
{
    private readonly TableArgument _table = new();
    private readonly Option<string?> _out = new("--out") { Description = "The file to write. Default: FILE.profile.json next to the file.", HelpName = "PROFILE.json" };
    private readonly Option<bool> _force = new("--force") { Description = "Replaces an existing file." };

    public ProfileCommand(CommandHost host)
        : base("profile", "Inspects a file and writes a profile for it: the field of each column, and whatever else 'plan', 'sync' and 'push' need. Check the profile before you use it.")
    {
        _table.AddReadingTo(this);
        Options.Add(_out);
        Options.Add(_force);
        SetAction(async (parse, _) => (int)await RunAsync(host, parse).ConfigureAwait(false));
    }

    private async Task<ExitCode> RunAsync(CommandHost host, ParseResult parse)
    {
        var file = _table.Path(parse);
        var path = parse.GetValue(_out) ?? Path.ChangeExtension(file, ".profile.json");
        OutputFile.RequireNew(path, parse.GetValue(_force));
        var draft = ProfileDraft.Of(file, _table.Options(parse), host.Terminal.Warn);
        await OutputFile.WriteTextAsync(path, parse.GetValue(_force), draft.ToJson()).ConfigureAwait(false);
        host.Terminal.Say($"Wrote {path}. Check it, then run: procore-users plan '{file}' --profile '{path}'");
        return ExitCode.Done;
    }
}
