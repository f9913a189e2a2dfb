using System.CommandLine;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users completion</c></summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash = """
        # Add to ~/.bashrc:  eval "$(procore-users completion bash)"
        _procore_users() {
            local IFS=$'\n'
            COMPREPLY=($(procore-users "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _procore_users procore-users
        """;

    private const string Zsh = """
        # Add to ~/.zshrc:  eval "$(procore-users completion zsh)"
        _procore_users() {
            local -a words_found
            words_found=("${(@f)$(procore-users "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words_found || _files
        }
        compdef _procore_users procore-users
        """;

    private const string Fish = """
        # Save as ~/.config/fish/completions/procore-users.fish
        complete -c procore-users -a '(procore-users "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        # Add to $PROFILE:  procore-users completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName procore-users -ScriptBlock {
            param($word, $ast, $position)
            procore-users "[suggest:$position]" "$ast" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public CompletionCommand(CommandHost host)
        : base("completion", "Prints a script that completes commands and options in a shell. Its first line says where to put it.")
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Arguments.Add(shell);
        SetAction(parse => host.Terminal.Output.WriteLine(parse.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell }));
    }
}
