using System.Diagnostics;

namespace Procore.CompanyUsers.Cli.Tests.Planning;

/// <summary>Debian's Chromium without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static string? Path { get; } = Array.Find(Names, File.Exists);

    /// <summary>Skips the test if there is no Chromium.</summary>
    public static void Require()
    {
        if (Path is null)
            Assert.Ignore("Chromium isn't installed, so the report isn't tried in a browser. Install it with: apt-get install chromium");
    }

    /// <summary>Opens a page and returns its document after its scripts have run.</summary>
    public static Task<string> DumpAsync(string url) => RunAsync("--dump-dom", url);

    /// <summary>Prints a page to a PDF file.</summary>
    public static Task<string> PrintAsync(string url, string path) => RunAsync($"--print-to-pdf={path}", url);

    private static async Task<string> RunAsync(string action, string url)
    {
        using var profile = new TemporaryFolder("chromium-");
        var start = new ProcessStartInfo(Path!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", $"--user-data-dir={profile.Path}", "--virtual-time-budget=5000", action, url,
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return output;
    }
}
