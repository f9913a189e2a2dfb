namespace Procore.CompanyUsers.Cli.Tests;

/// <summary>Tests that share one served directory, and have a folder each.</summary>
/// <param name="options">The options of <c>procore-users serve</c>.</param>
public abstract class ServedDirectoryTest(params string[] options)
{
    private protected ServedDirectory Served { get; private set; } = null!;

    private protected TemporaryFolder Folder { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task ServeAsync() => Served = await ServedDirectory.StartAsync(options);

    [OneTimeTearDown]
    public void End() => Served.Dispose();

    [SetUp]
    public void MakeFolder() => Folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => Folder.Dispose();
}
