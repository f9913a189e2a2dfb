using NUnit.Framework;

namespace Procore.CompanyUsers.ContractTests.WireMock;

public sealed class JavaRuntimeTests : IDisposable
{
    private static readonly string Java = OperatingSystem.IsWindows() ? "java.exe" : "java";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void JAVA_HOME_comes_first()
    {
        var home = Install("home/bin");
        var path = Install("path");

        Assert.That(JavaRuntime.Find(Path.GetDirectoryName(Path.GetDirectoryName(home)), Path.GetDirectoryName(path)), Is.EqualTo(home));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("not-there")]
    public void The_PATH_is_searched_where_JAVA_HOME_holds_none(string? javaHome)
    {
        var java = Install("path");
        var path = string.Join(Path.PathSeparator, "not-there", Path.GetDirectoryName(java));

        Assert.That(JavaRuntime.Find(javaHome, path), Is.EqualTo(java));
    }

    [Test]
    public void No_Java_is_an_exception_that_says_what_to_install() =>
        Assert.That(
            () => JavaRuntime.Find(null, _folder.FullName),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("Java runtime (JRE) 11 or later"));

    private string Install(string folder)
    {
        var java = Path.Combine(_folder.CreateSubdirectory(folder).FullName, Java);
        File.WriteAllText(java, "");
        return java;
    }
}
