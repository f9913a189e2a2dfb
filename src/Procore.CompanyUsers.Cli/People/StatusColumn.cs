using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>A column with the status of people, in HR's words.</summary>
internal sealed class StatusColumn
{
    private readonly HashSet<string> _active;
    private readonly HashSet<string> _inactive;

    /// <exception cref="CommandException">No values are given, or one is both.</exception>
    public StatusColumn(string header, IEnumerable<string> active, IEnumerable<string> inactive)
    {
        Header = HeaderText.Of(header);
        (_active, _inactive) = (SetOf(active), SetOf(inactive));
        if (_active.Count == 0 || _inactive.Count == 0)
            throw CommandException.WrongUsage("--status-column needs --active and --inactive with the values of the column, such as --active \"Active,On Leave\" --inactive \"Terminated\".");
        if (_active.FirstOrDefault(_inactive.Contains) is { } both)
            throw CommandException.WrongUsage($"'{both}' is in --active and in --inactive. Remove it from one of them.");
    }

    public string Header { get; }

    /// <summary>Whether a cell means that the person is active; null if the value is in neither list.</summary>
    public bool? IsActive(string cell)
    {
        var value = HeaderText.Of(cell);
        return _active.Contains(value) ? true : _inactive.Contains(value) ? false : null;
    }

    private static HashSet<string> SetOf(IEnumerable<string> lists) => new(
        lists.SelectMany(list => list.Split(',')).Select(HeaderText.Of).Where(value => value.Length > 0), StringComparer.OrdinalIgnoreCase);
}
