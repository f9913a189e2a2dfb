namespace Procore.DirectorySync.Tests.Readme;

internal interface IHrSystem
{
    IAsyncEnumerable<Person> ReadPeopleAsync(CancellationToken cancellationToken);
}
