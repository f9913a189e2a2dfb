namespace Procore.CompanyUsers.ContractTests.WireMock;

/// <summary>Where Java is: below JAVA_HOME, or on the PATH.</summary>
public static class JavaRuntime
{
    public const string Remedy =
        "WireMock needs a Java runtime (JRE) 11 or later, on the PATH or at JAVA_HOME: install one, or name a running server in WIREMOCK_URL.";

    public static string Find() =>
        Find(Environment.GetEnvironmentVariable("JAVA_HOME"), Environment.GetEnvironmentVariable("PATH"));

    public static string Find(string? javaHome, string? path)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!string.IsNullOrEmpty(javaHome))
            folders = [Path.Combine(javaHome, "bin"), .. folders];

        var name = OperatingSystem.IsWindows() ? "java.exe" : "java";
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"Java was not found. {Remedy}");
    }
}
