using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Procore.CompanyUsers.Benchmarks.Server;

/// <summary>Made-up people as the normal view has them, about 1.1 KB each and the same ones each time.</summary>
internal static class People
{
    private static readonly JsonWriterOptions AsProcoreWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] FirstNames = ["Ada", "Bruno", "Chiara", "Dmitri", "Élodie", "Femi", "Greta", "Hiroshi", "Inês", "Jonas", "Kavya", "Liam", "Maya", "Noor", "Oskar", "Priyanka", "Zoë"];
    private static readonly string[] LastNames = ["Abbott", "Brandt", "Castillo", "Dubois", "Eriksen", "Fofana", "Gallo", "Haddad", "Ivanova", "Jansen", "Kimura", "Lindqvist", "Moreau", "Núñez", "Okafor", "Petrov", "O'Neill", "van den Berg", "Łukaszewicz"];
    private static readonly string[] JobTitles = ["Carpenter", "Electrician", "Estimator", "Foreman", "Project Engineer", "Senior Project Manager", "Safety Officer", "Superintendent"];
    private static readonly string[] Streets = ["Harbor Boulevard", "Main Street", "Old Mill Road", "Quarry Lane", "Via Real"];
    private static readonly (string City, string State, string Zip)[] Cities = [("Carpinteria", "CA", "93013"), ("Austin", "TX", "78701"), ("Tampa", "FL", "33602"), ("Portland", "OR", "97209")];
    private static readonly string[] Vendors = ["Bluestone Builders, Inc.", "Harbor Electric LLC", "Northgate Concrete & Paving", "Summit Drywall Partners", "Vista Mechanical"];
    private static readonly string[] Templates = ["Architect/Engineer", "Field Engineer - Read Only", "Owner/Client", "Project Manager", "Subcontractor"];
    private const long FirstId = 13_200_000;

    private static readonly DateTime Start = new(2019, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    public static long IdOf(int index) => FirstId + (3L * index);

    public static int IndexOf(long id) => (int)((id - FirstId) / 3);

    public static string OriginIdOf(int index) => $"EMP-{index.ToString("D7", CultureInfo.InvariantCulture)}";

    /// <summary>The JSON of one user, or of a list of them.</summary>
    public static byte[] Render(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, AsProcoreWrites))
            write(writer);
        return bytes.ToArray();
    }

    public static void Write(Utf8JsonWriter json, int index)
    {
        var first = FirstNames[index % FirstNames.Length];
        var last = LastNames[index % LastNames.Length];
        var email = string.Create(CultureInfo.InvariantCulture, $"employee.{index}@bluestone-builders.example");
        var place = Cities[index % Cities.Length];
        json.WriteStartObject();
        json.WriteString("address", string.Create(CultureInfo.InvariantCulture, $"{100 + (index % 9900)} {Streets[index % Streets.Length]}"));
        if (index % 3 == 0)
            json.WriteString("avatar", string.Create(CultureInfo.InvariantCulture, $"https://storage.procore.example/api/v5/files/us-east-1/pro-core.com/{IdOf(index):x16}?companyId=4264807"));
        else
            json.WriteNull("avatar");
        json.WriteNull("business_id");
        json.WriteString("business_phone", string.Create(CultureInfo.InvariantCulture, $"805-555-{index % 10000:D4}"));
        if (index % 4 == 0)
            json.WriteNumber("business_phone_extension", index % 1000);
        else
            json.WriteNull("business_phone_extension");
        json.WriteString("city", place.City);
        json.WriteNumber("contact_id", 88_000_000L + index);
        json.WriteString("country_code", "US");
        json.WriteString("created_at", Time(Start.AddMinutes(index)));
        json.WriteString("email_address", email);
        json.WriteNull("email_signature");
        json.WriteString("employee_id", string.Create(CultureInfo.InvariantCulture, $"{index}"));
        json.WriteBoolean("erp_integrated_accountant", false);
        json.WriteNull("fax_number");
        json.WriteString("first_name", first);
        json.WriteNumber("id", IdOf(index));
        json.WriteString("initials", $"{first[0]}{last[0]}");
        json.WriteBoolean("is_active", true);
        json.WriteBoolean("is_employee", index % 5 != 0);
        json.WriteString("job_title", JobTitles[index % JobTitles.Length]);
        if (index % 6 == 0)
            json.WriteNull("last_login_at");
        else
            json.WriteString("last_login_at", Time(Start.AddMinutes(3 * index).AddYears(4)));
        json.WriteString("last_name", last);
        json.WriteString("mobile_phone", string.Create(CultureInfo.InvariantCulture, $"+1 805 555 {index % 10000:D4}"));
        json.WriteString("name", $"{first} {last}");
        json.WriteString("notes", index % 10 == 0 ? "Call ahead.\nGate code with the superintendent; \"north\" entrance." : string.Empty);
        json.WriteString("origin_id", OriginIdOf(index));
        json.WriteNull("origin_data");
        json.WriteString("state_code", place.State);
        json.WriteString("updated_at", Time(Start.AddMinutes(7 * index).AddYears(1)));
        json.WriteString("welcome_email_sent_at", Time(Start.AddMinutes(index).AddDays(1)));
        json.WriteString("zip", place.Zip);
        json.WriteNull("work_classification_id");
        WriteTemplate(json, "permission_template", index, "project_specific");
        WriteTemplate(json, "company_permission_template", index / 2, "company_tools");
        json.WriteStartObject("vendor");
        json.WriteNumber("id", 2_200_000L + (index % Vendors.Length));
        json.WriteString("name", Vendors[index % Vendors.Length]);
        json.WriteEndObject();
        json.WriteString("last_activated_at", Time(Start.AddMinutes(index).AddDays(2)));
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, string name, int index, string type)
    {
        json.WriteStartObject(name);
        json.WriteNumber("id", 590_000L + (index % Templates.Length));
        json.WriteString("name", Templates[index % Templates.Length]);
        json.WriteBoolean("project_specific", false);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
