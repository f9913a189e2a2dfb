using System.CommandLine;
using System.Globalization;
using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary>Which people, in which order, and what of them.</summary>
internal sealed class QueryOptions
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    private readonly Option<CompanyUserStatus> _status = new("--status")
    {
        Description = "active, which is the default, inactive or any.",
        HelpName = "STATUS",
    };

    private readonly Option<string?> _search = new("--search") { Description = "Words to find in names, e-mail addresses and the like.", HelpName = "WORDS" };
    private readonly Option<string?> _originId = new("--origin-id") { Description = "Only the person who has this id in your own system.", HelpName = "ID" };
    private readonly Option<long[]> _vendors = new("--vendor-id") { Description = "Only people of this vendor; may be repeated.", HelpName = "ID" };
    private readonly Option<long[]> _trades = new("--trade-id") { Description = "Only people of vendors of this trade; may be repeated.", HelpName = "ID" };
    private readonly Option<string?> _createdSince = Since("--created-since", "created");
    private readonly Option<string?> _updatedSince = Since("--updated-since", "last changed");
    private readonly Option<string?> _sort = new("--sort") { Description = "By name, email, job_title, vendor_name, …, the foremost first, with commas; - ahead of one reverses it.", HelpName = "ORDER" };
    private readonly Option<string?> _columns = new("--columns") { Description = "The columns to write, with commas, under Procore's names. (JSON has all.)", HelpName = "NAMES" };

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

    /// <summary>The columns that were asked for; null where none were.</summary>
    public IReadOnlyList<Column<CompanyUser>>? Columns(ParseResult parse) =>
        Names(parse.GetValue(_columns)) is { Length: > 0 } names ? PersonFields.ColumnsOf(names) : null;

    /// <summary>An option for a time from which on something counts.</summary>
    public static Option<string?> Since(string name, string what) => new(name)
    {
        Description = $"Only people who were {what} since: a date, or a time such as 2026-11-22T08:30:00Z; in UTC unless it says otherwise.",
        HelpName = "TIME",
    };

    /// <summary>From the time that an option names until now; null where it isn't given.</summary>
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
