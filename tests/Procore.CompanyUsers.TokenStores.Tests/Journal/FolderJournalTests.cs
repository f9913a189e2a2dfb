using Procore.DirectorySync;

namespace Procore.CompanyUsers.TokenStores.Tests.Journal;

[Platform(Exclude = "Win", Reason = "Permissions on Windows aren't modes.")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class FolderJournalTests : JournalTests
{
    private TemporaryFolder _folder = null!;

    protected override DirectoryJournal Records => new(Folder);

    protected override string StoreName => $"folder {Folder}";

    private string Folder => _folder.PathOf("journal");

    [SetUp]
    public void Make_a_folder() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete_the_folder() => _folder.Dispose();

    protected override Task RemoveLastRecordAsync(string run) => ReplaceAsync(run, lines => lines[..^1]);

    protected override Task DamageAsync(string run, string record) => ReplaceAsync(run, lines => [lines[0], record, .. lines[2..]]);

    protected override Task ShareAsync()
    {
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherWrite);
        return Task.CompletedTask;
    }

    private Task ReplaceAsync(string run, Func<string[], string[]> replace)
    {
        var path = Path.Combine(Folder, run + ".jsonl");
        return File.WriteAllLinesAsync(path, replace(File.ReadAllLines(path)));
    }
}
