using System.Net.Http.Headers;

namespace Procore.CompanyUsers;

/// <summary>The User-Agent header: this library with its version, and the application's name.</summary>
internal static class UserAgent
{
    private static readonly string Library = $"Procore.CompanyUsers/{typeof(UserAgent).Assembly.GetName().Version?.ToString(3)}";

    public static string For(string? applicationName) => applicationName is null ? Library : $"{Library} {applicationName}";

    /// <summary>Whether it is a product with an optional version, such as <c>Payroll</c> or <c>Payroll/2.1</c>.</summary>
    public static bool IsProduct(string name) => ProductInfoHeaderValue.TryParse(name, out var value) && value.Product is not null && name.Trim() == name;
}
