using System.CommandLine;
using System.Text.Json;

namespace Procore.CompanyUsers.Cli.Profiles;

/// <summary>
/// Options in a JSON file: each property is an option without its dashes. The command line overrides it, except that options
/// that may be repeated add up.
/// </summary>
internal static class Profile
{
    public const string OptionName = "--profile";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    public static Option<string?> Option() => new(OptionName)
    {
        Description = "Reads options from a JSON file; 'procore-users profile' writes one. The command line overrides it.",
        HelpName = "PROFILE.json",
    };

    /// <summary>Adds the options of the profile that a command line names.</summary>
    /// <returns>The whole command line; null if no profile is named.</returns>
    /// <exception cref="CommandException">The profile can't be read, or has something that isn't an option.</exception>
    public static string[]? Expand(ParseResult parse, RootCommand root, IReadOnlyList<string> arguments)
    {
        var command = parse.CommandResult.Command;
        if (command.Options.FirstOrDefault(option => option.Name == OptionName) is not Option<string?> profile || parse.GetResult(profile) is not { Errors: var errors } || errors.Any() || parse.GetValue(profile) is not { } path)
            return null;
        using var document = Read(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw CommandException.WrongUsage($"{path} isn't a profile: it must hold a JSON object.");
        List<string> expanded = [.. arguments];
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var name = "--" + property.Name.Replace('_', '-');
            if (name == OptionName || !Options(root).Any(option => option.Name == name))
                throw CommandException.WrongUsage($"{path}: '{property.Name}' isn't an option. Use the name of an option of 'procore-users {command.Name}' without its dashes.");
            // One profile serves several commands, which have different options.
            if (command.Options.FirstOrDefault(option => option.Name == name) is not { } known)
                continue;
            if (known.Arity.MaximumNumberOfValues == 1 && parse.GetResult(known) is { Implicit: false })
                continue;
            expanded.AddRange(ValuesOf(property, path).Select(value => $"{name}={value}"));
        }
        return [.. expanded];
    }

    private static JsonDocument Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, Lenient);
        }
        catch (JsonException exception)
        {
            throw CommandException.WrongUsage(FormattableString.Invariant($"{path} isn't JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.WrongUsage($"The profile can't be read: {exception.Message}");
        }
    }

    private static IEnumerable<string> ValuesOf(JsonProperty property, string path) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => property.Value.EnumerateArray().Select(value => Text(value, property.Name, path)),
        JsonValueKind.Object => property.Value.EnumerateObject().SelectMany(pair => pair.Value.ValueKind == JsonValueKind.Object
            ? pair.Value.EnumerateObject().Select(inner => $"{pair.Name}={inner.Name}=>{Text(inner.Value, property.Name, path)}")
            : [$"{pair.Name}={Text(pair.Value, property.Name, path)}"]),
        _ => [Text(property.Value, property.Name, path)],
    };

    private static string Text(JsonElement value, string name, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw CommandException.WrongUsage($"{path}: '{name}' holds a value that isn't text, a number, true or false."),
    };

    private static IEnumerable<Option> Options(Command command) => command.Options.Concat(command.Subcommands.SelectMany(Options));
}
