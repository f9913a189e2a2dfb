using CsvHelper;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Demo;

/// <summary>The 250 people in people.csv, as an HR system would export them. Five of them are invalid.</summary>
internal static class DemoPeople
{
    public static IReadOnlyList<CompanyUserSyncItem> Read()
    {
        using var csv = CsvReader.Create(typeof(DemoPeople).Assembly.GetManifestResourceStream("people.csv")!, CsvReaderOptions.Default, leaveOpen: false);
        var people = new List<CompanyUserSyncItem>();
        while (csv.Read())
        {
            people.Add(new CompanyUserSyncItem
            {
                OriginId = csv.GetString("origin_id"),
                EmployeeId = csv.GetString("employee_id"),
                FirstName = csv.GetString("first_name"),
                LastName = csv.GetString("last_name"),
                EmailAddress = csv.GetString("email_address"),
                JobTitle = csv.GetString("job_title"),
                BusinessPhone = csv.GetString("business_phone"),
                MobilePhone = csv.GetString("mobile_phone"),
                City = csv.GetString("city"),
                StateCode = csv.GetString("state_code"),
                CountryCode = csv.GetString("country_code"),
                IsEmployee = csv.Parse<bool>("is_employee"),
            });
        }
        return people;
    }
}
