using System.CommandLine;
using System.Text.Json.Nodes;
using Procore.CompanyUsers.Cli.People;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>The fields of a user as options: <c>--job-title</c> for <c>job_title</c>.</summary>
internal sealed class PersonOptions
{
    private readonly List<(PersonField Field, Option Option)> _options;

    private readonly Option<string?> _avatar = new("--avatar") { Description = "An image file to use as the picture.", HelpName = "FILE" };

    private readonly Option<bool> _validate = new("--validate")
    {
        Description = "Makes Procore apply the company's own rules for its directory, such as additional required fields.",
    };

    private readonly Option<string[]> _clear = new("--clear") { Description = "Clears a field, such as fax_number; may be repeated.", HelpName = "FIELD" };

    /// <param name="further">Fields that only this command has.</param>
    public PersonOptions(params PersonField[] further) =>
        _options = [.. PersonFields.Writable.Where(field => field.Name != "id").Concat(further).Select(field => (field, OptionOf(field)))];

    public void AddTo(Command command, bool canClear)
    {
        foreach (var (_, option) in _options)
            command.Options.Add(option);
        if (canClear)
            command.Options.Add(_clear);
        command.Options.Add(_avatar);
        command.Options.Add(_validate);
    }

    /// <summary>The options that were given, as the JSON of a user.</summary>
    public string Read(ParseResult parse)
    {
        var person = new JsonObject();
        foreach (var (field, option) in _options)
        {
            if (parse.GetResult(option) is null)
                continue;
            person[field.Name] = option switch
            {
                Option<string?> text => parse.GetValue(text) is { } value && !string.IsNullOrWhiteSpace(value) ? value : throw CommandException.WrongUsage($"{option.Name} is blank. Leave it out to keep the current value, or use --clear."),
                Option<long?> number => parse.GetValue(number),
                Option<bool?> flag => parse.GetValue(flag),
                _ => throw new InvalidOperationException($"{option.Name} has an unknown type."),
            };
        }
        foreach (var name in parse.GetValue(_clear) ?? [])
        {
            if (!_options.Exists(option => option.Field.Name == name))
                throw CommandException.WrongUsage($"There is no field '{name}' to clear.");
            if (!person.TryAdd(name, null))
                throw CommandException.WrongUsage($"{name} is both set and cleared. Pass only one of the two options.");
        }
        return person.ToJsonString();
    }

    /// <summary>Sends the request with the picture, if there is one.</summary>
    public async Task<T> SendAsync<T>(ParseResult parse, Func<CompanyUserWriteOptions, Task<T>> send)
    {
        var options = new CompanyUserWriteOptions { RunConfigurableValidations = parse.GetValue(_validate) ? true : null };
        using var stream = OpenAvatar(parse, out var type);
        if (stream is not null)
            options.Avatar = new Avatar(stream, Path.GetFileName(stream.Name), type);
        return await send(options).ConfigureAwait(false);
    }

    /// <summary>Whether a picture is given.</summary>
    public bool HasAvatar(ParseResult parse) => parse.GetValue(_avatar) is not null;

    /// <summary>Makes sure that the picture, if there is one, could be sent.</summary>
    /// <exception cref="CommandException">It is of another kind.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public void CheckAvatar(ParseResult parse) => OpenAvatar(parse, out _)?.Dispose();

    private FileStream? OpenAvatar(ParseResult parse, out string type)
    {
        type = string.Empty;
        if (parse.GetValue(_avatar) is not { } path)
            return null;
        type = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".GIF" => "image/gif",
            _ => throw CommandException.WrongUsage("--avatar must be a .png, .jpg or .gif file."),
        };
        return File.OpenRead(path);
    }

    private static Option OptionOf(PersonField field)
    {
        var name = "--" + field.Name.Replace('_', '-');
        return field.Kind switch
        {
            FieldKind.Text => new Option<string?>(name) { HelpName = "TEXT" },
            FieldKind.Flag => new Option<bool?>(name) { HelpName = "true|false" },
            _ => new Option<long?>(name) { HelpName = field.Kind == FieldKind.Id ? "ID" : "N" },
        };
    }
}
