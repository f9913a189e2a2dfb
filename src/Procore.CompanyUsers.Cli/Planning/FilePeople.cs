using Procore.CompanyUsers.Cli.People;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Converts the rows of a file to the people of a plan.</summary>
internal static class FilePeople
{
    public static IAsyncEnumerable<Person> Read(PeopleFile file) => file.People().Select(row => KeepingState(row.Person, file.HasColumn("is_active"))).ToAsyncEnumerable();

    /// <summary>A blank cell leaves the state alone; without the column, the people in the file are active.</summary>
    private static Person KeepingState(Person person, bool hasColumn)
    {
        if (hasColumn && !person.IsActive.IsSet)
            person.IsActive = null;
        return person;
    }
}
