using Procore.CompanyUsers.Cli.People;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Converts the rows of a file to the people of a plan.</summary>
internal static class FilePeople
{
    /// <param name="file">The file.</param>
    /// <param name="rows">Receives the row number of each person.</param>
    public static IAsyncEnumerable<Person> Read(PeopleFile file, List<long> rows) => file.People().Select(row =>
    {
        rows.Add(row.Row.Number);
        return KeepingState(row.Person, file.HasStatus);
    }).ToAsyncEnumerable();

    /// <summary>A blank status leaves the state alone; in a file without a status, all people are active.</summary>
    private static Person KeepingState(Person person, bool hasStatus)
    {
        if (hasStatus && !person.IsActive.IsSet)
            person.IsActive = null;
        return person;
    }
}
