using System.Diagnostics;
using Npgsql;

namespace Procore.CompanyUsers.TokenStores.Tests;

internal sealed class PostgreSqlServer : TestServer
{
    private const string User = "postgres";

    private static readonly string? Server = Find(
        "postgres",
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(version => Path.Combine(version, "bin")) : []);

    private PostgreSqlServer()
    {
    }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres;Timeout=5;Cancellation Timeout=1000";

    // Fast shutdown: transactions are rolled back.
    protected override int StopSignal => 2;

    private string Data => Path.Combine(Folder, "data");

    /// <summary>Starts a server with an empty database; skips the test if PostgreSQL isn't installed.</summary>
    public static async Task<PostgreSqlServer> CreateAsync()
    {
        if (Server is null)
            Skip("PostgreSQL", "postgresql");
        var server = new PostgreSqlServer();
        if (Environment.IsPrivilegedProcess)
            await RunAsync(Describe("chown", User, server.Folder));
        await RunAsync(AsUser(Path.Combine(Path.GetDirectoryName(Server)!, "initdb"), "--pgdata", server.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"));
        await server.StartAsync();
        return server;
    }

    public NpgsqlDataSource Connect(string more = "") => NpgsqlDataSource.Create(ConnectionString + ";" + more);

    // As docs/scale.md advises: otherwise a killed program keeps its distributed lock for up to a minute.
    protected override ProcessStartInfo Command() => AsUser(
        Server!, "-D", Data, "-p", $"{Port}", "-k", Folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200", "-c", "client_connection_check_interval=1s");

    protected override async Task<bool> IsUpAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Each connection has a process of its own; those have to stand still too.</summary>
    protected override void Signal(int signal)
    {
        base.Signal(signal);
        if (signal == StopSignal)
            return;
        foreach (var child in File.ReadAllText($"/proc/{ProcessId}/task/{ProcessId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _ = kill(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture), signal);
    }

    /// <summary>PostgreSQL refuses to run as root. Unlike su, setpriv leaves no process between.</summary>
    private static ProcessStartInfo AsUser(string program, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? Describe("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", program, .. arguments])
            : Describe(program, arguments);
        start.WorkingDirectory = "/";
        return start;
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with code {process.ExitCode}: {await output}{error}");
    }
}
