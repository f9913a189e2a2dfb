using System.CommandLine;
using System.Globalization;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Options that select users, their order and their columns.</summary>
internal sealed class QueryOptions
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    private readonly Option<CompanyUserStatus> _status = new("--status")
    {
        Description = "active (the default), inactive or any.",
        HelpName = "STATUS",
    };

    private readonly Option<string?> _search = new("--search") { Description = "Finds users by name, e-mail address, job title and the like.", HelpName = "WORDS" };
    private readonly Option<string?> _originId = new("--origin-id") { Description = "Only the user with this id in your own system.", HelpName = "ID" };
    private readonly Option<long[]> _vendors = new("--vendor-id") { Description = "Only users of this vendor; may be repeated.", HelpName = "ID" };
    private readonly Option<long[]> _trades = new("--trade-id") { Description = "Only users of vendors with this trade; may be repeated.", HelpName = "ID" };
    private readonly Option<string?> _createdSince = Since("--created-since", "created");
    private readonly Option<string?> _updatedSince = Since("--updated-since", "last changed");
    private readonly Option<string?> _sort = new("--sort") { Description = "A comma-separated list of name, email, job_title, vendor_name and others; '-' before a name reverses its order.", HelpName = "ORDER" };
    private readonly Option<string?> _columns = new("--columns") { Description = "A comma-separated list of the columns to write, by Procore's field names. JSON always has every field.", HelpName = "NAMES" };

    public QueryOptions() => _status.AcceptOnlyFromAmong("active", "inactive", "any");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _status, _search, _originId, _vendors, _trades, _createdSince, _updatedSince, _sort, _columns })
            command.Options.Add(option);
    }

    public CompanyUserQuery Read(ParseResult parse) => new()
    {
        Status = parse.GetValue(_status),
        Search = parse.GetValue(_search),
        OriginId = parse.GetValue(_originId),
        VendorIds = parse.GetValue(_vendors) ?? [],
        TradeIds = parse.GetValue(_trades) ?? [],
        CreatedAt = RangeSince(parse, _createdSince),
        UpdatedAt = RangeSince(parse, _updatedSince),
        Sort = [.. Names(parse.GetValue(_sort)).Select(name => new CompanyUserSort(name))],
    };

    /// <summary>The requested columns; null if none were requested.</summary>
    public IReadOnlyList<Column<CompanyUser>>? Columns(ParseResult parse) =>
        Names(parse.GetValue(_columns)) is { Length: > 0 } names ? PersonFields.ColumnsOf(names) : null;

    /// <summary>An option for the start of a time range.</summary>
    public static Option<string?> Since(string name, string what) => new(name)
    {
        Description = $"Only users that were {what} since then: a date, or a time such as 2026-11-22T08:30:00Z. UTC unless an offset is given.",
        HelpName = "TIME",
    };

    /// <summary>The range from the option's time until now; null if the option isn't given.</summary>
    public static TimeRange? RangeSince(ParseResult parse, Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text)
            return null;
        if (!DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var from))
            throw CommandException.WrongUsage($"{option.Name} must be a date such as 2026-11-22, or a time such as 2026-11-22T08:30:00Z.");
        var to = TimeProvider.System.GetUtcNow() + ClocksDiffer;
        return from <= to ? new TimeRange(from, to) : throw CommandException.WrongUsage($"{option.Name} is in the future.");
    }

    private static string[] Names(string? list) =>
        (list ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
