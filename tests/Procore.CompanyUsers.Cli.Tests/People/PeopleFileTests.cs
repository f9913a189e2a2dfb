using System.Text;
using System.Text.Json.Nodes;
using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Cli.Tables;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Tests.People;

public sealed class PeopleFileTests
{
    private TemporaryFolder _folder = null!;
    private List<string> _said = null!;
    private int _looks;

    [SetUp]
    public void MakeFolder() => (_folder, _said, _looks) = (new TemporaryFolder(), [], 0);

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task People_sets_what_a_row_has_and_nothing_else()
    {
        using var file = await OpenAsync("""
            id,fax_number,zip,first_name,is_employee,business_phone_extension,vendor_id,notes,job_title
            5000000001,<clear>,02134,,No,12,6000000001,"a
            ""b"", c",'=1+1
            """);

        Assert.That(
            ProcoreJson.Serialize(file.People().Single().Person),
            Is.EqualTo("""{"business_phone_extension":12,"fax_number":null,"id":5000000001,"is_employee":false,"job_title":"=1+1","notes":"a\n\"b\", c","vendor_id":6000000001,"zip":"02134"}"""));
        Assert.That((_said, _looks), Is.EqualTo((new List<string>(), 0)));
    }

    [TestCase("id", "5.0E+09", "row 2, column id: '5.0E+09' is a long number in scientific notation")]
    [TestCase("id", "5000000001.0", "isn't an id")]
    [TestCase("id", "05", "isn't an id")]
    [TestCase("id", "5,000", "isn't an id")]
    [TestCase("id", "-5", "isn't an id")]
    [TestCase("id", "99999999999999999999", "isn't an id")]
    [TestCase("id", "<clear>", "can't be cleared")]
    [TestCase("origin_id", "1.23457E+11", "is a long number in scientific notation")]
    [TestCase("origin_id", "1,23457E+11", "is a long number in scientific notation")]
    [TestCase("origin_id", "123.0", "a number with a fraction")]
    [TestCase("origin_id", " HR-1", "white space")]
    [TestCase("origin_id", "<clear>", "has no id to find the user by")]
    [TestCase("employee_id", "1E+05", "is a long number in scientific notation")]
    [TestCase("mobile_phone", "5.12556E+11", "is a long number in scientific notation")]
    [TestCase("last_name", "<clear>", "can't be cleared")]
    [TestCase("email_address", "<clear>", "can't be cleared")]
    [TestCase("is_active", "perhaps", "neither true nor false")]
    [TestCase("business_phone_extension", "x12", "isn't a whole number")]
    [TestCase("vendor_id", "Ridgeline Electric", "isn't an id")]
    [TestCase("first_name", "Ada", "neither an id nor an origin id, so it creates a user, which needs last_name")]
    public void Open_reports_row_and_column_when_a_cell_is_invalid(string column, string cell, string problem)
    {
        var failure = Assert.ThrowsAsync<CommandException>(() => OpenAsync($"{column},city\n\"{cell}\",Austin\n"))!;

        Assert.That(failure.Message, Does.StartWith("Nothing was sent. "));
        Assert.That(_said[0], Does.Contain(problem).And.StartWith("row 2"));
        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public void Open_creates_no_person_when_the_key_is_unreadable()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync("id,origin_id\n5.0E+09,\n,1.5E+09\n"));

        Assert.That(_said, Has.Count.EqualTo(2).And.All.Contains("a long number in scientific notation"));
    }

    [Test]
    public void Open_reports_both_rows_when_they_share_a_key()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync("""
            id,origin_id,email_address
            1,A,a@example.com
            2,B,b@example.com
            1,C,c@example.com
            4,B,d@example.com
            5,b,A@Example.com
            """));

        Assert.That(_said, Is.EqualTo(new[]
        {
            "row 2, column id: row 4 has the same value, '1'. Keep one of the two rows.",
            "row 2, column email_address: row 6 has the same value, 'A@Example.com'. Keep one of the two rows.",
            "row 3, column origin_id: row 5 has the same value, 'B'. Keep one of the two rows.",
            "row 4, column id: row 2 has the same value, '1'. Keep one of the two rows.",
            "row 5, column origin_id: row 3 has the same value, 'B'. Keep one of the two rows.",
            "row 6, column email_address: row 2 has the same value, 'A@Example.com'. Keep one of the two rows.",
        }));
    }

    [Test]
    public async Task Open_skips_bad_rows_when_allowed()
    {
        using var file = await OpenAsync("origin_id,is_active\nA,yes\nB,perhaps\n,\nC,no\nC,no\nD,no,x\nE,no\n", skipsBadRows: true);

        Assert.That(file.People().Select(person => person.Person.OriginId.Value), Is.EqualTo(["A", "E"]));
        Assert.That((file.Count, file.SkippedCount), Is.EqualTo((2, 4)));
        Assert.That(file.Skipped().Select(row => row.Row.Number), Is.EqualTo([3, 5, 6, 7]));
        Assert.That(_said, Has.Count.EqualTo(4));
    }

    [Test]
    public void Open_reports_lost_zeros_that_other_rows_have()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync("origin_id\n00017\n00018\n19\n12345\n123456\nX\n"));

        Assert.That(_said, Is.EqualTo(["row 4, column origin_id: '19' seems to have lost its leading zeros: the other ids have 5 digits. Format the column as text and enter the value again, or pass --allow-lost-zeros."]));
        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public void Open_reports_lost_zeros_that_the_directory_has()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync(
            "id,origin_id,employee_id\n1,17,\n2,18,\n3,19,19\n",
            Person("""{"origin_id":"00017"}"""), Person("""{"origin_id":"0018"}"""), Person("""{"origin_id":"18"}"""), Person("""{"employee_id":"019"}""")));

        Assert.That(_said, Has.Count.EqualTo(2));
        Assert.That(_said[0], Does.StartWith("row 2, column origin_id: '17' seems to have lost its leading zeros: the directory has 00017."));
        Assert.That(_said[1], Does.StartWith("row 4, column employee_id: '19' seems to have lost its leading zeros: the directory has 019."));
        Assert.That(_looks, Is.EqualTo(1));
    }

    [Test]
    public async Task Open_accepts_lost_zeros_when_allowed()
    {
        using var file = await OpenAsync("origin_id\n00017\n18\n", false, true, Person("""{"origin_id":"00018"}"""));

        Assert.That(file.People().Select(person => person.Person.OriginId.Value), Is.EqualTo(["00017", "18"]));
        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public async Task Open_finds_vendors_and_templates_by_name()
    {
        using var file = await OpenAsync(
            "id,vendor,permission_template,company_permission_template\n1,ridgeline electric,Standard,<clear>\n2,,,Directory Admin\n",
            Person("""{"vendor":{"id":61,"name":"Ridgeline Electric"},"permission_template":{"id":81,"name":"Standard"}}"""),
            Person("""{"company_permission_template":{"id":91,"name":"Directory Admin"}}"""));

        Assert.That(file.People().Select(person => ProcoreJson.Serialize(person.Person)), Is.EqualTo(new[]
        {
            """{"company_permission_template_id":null,"default_permission_template_id":81,"id":1,"vendor_id":61}""",
            """{"company_permission_template_id":91,"id":2}""",
        }));
        Assert.That(_looks, Is.EqualTo(1));
    }

    [Test]
    public void Open_reports_a_name_that_is_unknown_or_ambiguous()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync(
            "id,vendor,vendor_id\n1,Summit,\n2,Harbor,\n3,Ridgeline,62\n",
            Person("""{"vendor":{"id":61,"name":"Ridgeline"}}"""), Person("""{"vendor":{"id":62,"name":"Harbor"}}"""), Person("""{"vendor":{"id":63,"name":"HARBOR"}}""")));

        Assert.That(_said, Is.EqualTo(new[]
        {
            "row 2, column vendor: 'Summit': no vendor has this name. Give its id in the column vendor_id.",
            "row 3, column vendor: 'Harbor': several vendors have this name (62, 63). Give the id in the column vendor_id.",
            "row 4, column vendor_id: another column has a different value for vendor_id. Keep one of the two.",
        }));
    }

    [Test]
    public void Open_reports_a_row_in_doubt_that_has_no_key()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync(
            "procore_status,procore_error,origin_id,last_name,email_address\nin_doubt,x,,Abbott,a@example.com\nin_doubt,x,A,Brandt,b@example.com\nnever_sent,x,,Cruz,c@example.com\n"));

        Assert.That(_said.Single(), Does.StartWith("row 2, column procore_status: an earlier run may have created this person"));
    }

    [Test]
    public async Task Open_ignores_and_lists_columns_that_Procore_sets()
    {
        using var file = await OpenAsync("id,name,created_at,job_title\n1,Ada Abbott,2026-01-01T00:00:00Z,Foreman\n");

        Assert.That(ProcoreJson.Serialize(file.People().Single().Person), Is.EqualTo("""{"id":1,"job_title":"Foreman"}"""));
        Assert.That(_said, Is.EqualTo(["Ignored columns, because Procore sets them: name, created_at."]));
    }

    [Test]
    public async Task People_has_every_field_that_a_sync_accepts()
    {
        var sent = typeof(CompanyUserSyncItem).GetProperties().Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>)).ToList();
        var cells = PersonFields.Writable.Select(field => field.Kind switch { FieldKind.Text => "x", FieldKind.Flag => "true", _ => "7" });
        using var file = await OpenAsync($"{string.Join(',', PersonFields.Writable.Select(field => field.Name))}\n{string.Join(',', cells)}\n", allowsLostZeros: true);

        var person = file.People().Single().Person;

        Assert.That(sent.Select(property => (property.Name, IsGiven: person.IsGiven(property.Name))), Is.EqualTo(sent.Select(property => (property.Name, IsGiven: true))));
        Assert.That(person.AdditionalProperties, Is.Empty);
    }

    [TestCase("email_address", "mailto:ada@example.com", "ada@example.com")]
    [TestCase("email_address", "MAILTO:ada@example.com?subject=Hi", "ada@example.com")]
    [TestCase("email_address", "Ada Abbott <ada@example.com>", "ada@example.com")]
    [TestCase("email_address", "ada@example.com;", "ada@example.com")]
    [TestCase("email_address", "ada\u200B@example.com\u00A0", "ada@example.com")]
    [TestCase("last_name", "Ab\u200Bbott\uFEFF", "Abbott")]
    [TestCase("origin_id", "=\"000001\"", "000001")]
    [TestCase("origin_id", "HR\u00AD-1", "HR-1")]
    [TestCase("last_name", "NULL", "NULL")]
    [TestCase("notes", "Is this J?rgen?", "Is this J?rgen?")]
    public async Task People_have_cells_cleaned_when_the_meaning_is_certain(string column, string cell, string value)
    {
        using var file = await OpenAsync($"id,{column}\n1,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");

        var person = file.People().Single().Person;

        Assert.That(JsonNode.Parse(ProcoreJson.Serialize(person))![column]!.GetValue<string>(), Is.EqualTo(value));
        Assert.That(_said, Is.Empty);
    }

    [TestCase("origin_id", "(blank)", "placeholder")]
    [TestCase("origin_id", "00000", "placeholder")]
    [TestCase("employee_id", "{{employee.id}}", "decoded or filled in")]
    [TestCase("employee_id", "Err:502", "spreadsheet")]
    [TestCase("origin_id", "N/A", "is a placeholder for a missing value")]
    [TestCase("employee_id", "null", "is a placeholder for a missing value")]
    [TestCase("email_address", "-", "is a placeholder for a missing value")]
    [TestCase("origin_id", "#N/A", "an error of a spreadsheet")]
    [TestCase("first_name", "#REF!", "an error of a spreadsheet")]
    [TestCase("last_name", "JÃ¼rgen", "it may have been 'Jürgen'")]
    [TestCase("last_name", "J?rgen", "a question mark in place of a letter")]
    [TestCase("notes", "JÃ¼rgen", "a wrong encoding")]
    [TestCase("vendor", "#VALUE!", "an error of a spreadsheet")]
    public void Open_reports_row_and_column_when_a_cell_is_broken(string column, string cell, string problem)
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync($"id,{column}\n1,\n2,{cell}\n"));

        Assert.That(_said.Single(), Does.StartWith($"row 3, column {column}: ").And.Contain(problem));
    }

    [Test]
    public async Task Open_accepts_broken_cells_except_in_keys_when_allowed()
    {
        using var file = await OpenAsync("id,last_name\n1,JÃ¼rgen\n", options => options with { AllowsBrokenCells = true });

        Assert.That(file.People().Single().Person.LastName.Value, Is.EqualTo("JÃ¼rgen"));
        Assert.ThrowsAsync<CommandException>(() => OpenAsync("id,email_address\n1,JÃ¼rgen@example.com\n", options => options with { AllowsBrokenCells = true }));
    }

    [Test]
    public async Task People_follow_constants_replacements_and_the_key()
    {
        using var file = await OpenAsync("Number,Worker Type,last_name,email_address\nE1,Employee,Xu,a@example.com\nE2,contractor,Yi,b@example.com\n", options => options with
        {
            Columns = new ColumnMap(["Worker Type=is_employee", "Number=origin_id"], []),
            Constants = new Dictionary<string, string> { ["country_code"] = "US" },
            Replacements = new CellReplacements(["Worker Type=Employee=>true", "worker type=Contractor=>false"]),
            Key = "number",
        });

        Assert.That(file.People().Select(row => (row.Person.OriginId.Value, row.Person.IsEmployee.Value, row.Person.CountryCode.Value)), Is.EqualTo(new (string?, bool?, string?)[] { ("E1", true, "US"), ("E2", false, "US") }));
    }

    [Test]
    public void Open_reports_a_row_without_the_key()
    {
        Assert.ThrowsAsync<CommandException>(() => OpenAsync("origin_id,last_name,email_address\n,Xu,a@example.com\n", options => options with { Key = "origin_id" }));

        Assert.That(_said, Is.EqualTo(["row 2, column origin_id: is blank, but --key names this column, so every row needs it."]));
    }

    [TestCase("is_employee", "perhaps", "neither true nor false")]
    [TestCase("origin_id", "HR-1", "no field that all people can share")]
    [TestCase("shoe_size", "44", "no field that all people can share")]
    [TestCase("last_name", "Xu", "also a column")]
    public void Open_throws_when_a_constant_is_invalid(string field, string value, string problem)
    {
        Assert.That(() => OpenAsync("id,last_name\n1,Xu\n", options => options with { Constants = new Dictionary<string, string> { [field] = value } }),
            Throws.TypeOf<CommandException>().With.Message.Contain(problem));
    }

    [Test]
    public async Task Open_names_the_used_column_that_is_not_UTF8()
    {
        var path = _folder.Write("people.csv", Encoding.Latin1.GetBytes("id,Größe,last_name\n1,Größe,Müller\n"));
        Assert.ThrowsAsync<CommandException>(() => PeopleFile.OpenAsync(path, new PeopleFileOptions(new ColumnMap([], [])), _ => throw new InvalidOperationException(), _said.Add));

        path = _folder.Write("people.csv", Encoding.Latin1.GetBytes("id,Size,last_name\n1,Größe,Müller\n"));
        Assert.ThrowsAsync<CommandException>(() => PeopleFile.OpenAsync(path, new PeopleFileOptions(new ColumnMap([], ["Size"])), _ => throw new InvalidOperationException(), _said.Add));
        Assert.That(_said.Single(), Does.StartWith("row 2, column last_name: isn't UTF-8."));

        using var file = await PeopleFile.OpenAsync(path, new PeopleFileOptions(new ColumnMap([], ["Size"])) { Table = new TableOptions { Encoding = TableOptions.EncodingOf("windows-1252") } }, _ => throw new InvalidOperationException(), _said.Add);
        Assert.That(file.People().Single().Person.LastName.Value, Is.EqualTo("Müller"));
    }

    [Test]
    public async Task Open_distinguishes_equal_headers()
    {
        const string text = "id,Phone,Phone\n1,11,22\n";
        using var file = await OpenAsync(text, options => options with { Columns = new ColumnMap(["Phone#1=business_phone", "Phone#2=mobile_phone"], []) });

        Assert.That((file.People().Single().Person.BusinessPhone.Value, file.People().Single().Person.MobilePhone.Value), Is.EqualTo(("11", "22")));
        Assert.That(() => OpenAsync(text), Throws.TypeOf<CommandException>().With.Message.Contain("Several columns are named 'Phone'"));
        using var ignored = await OpenAsync(text, options => options with { Columns = new ColumnMap([], ["Phone"]) });
        Assert.That(ignored.Count, Is.EqualTo(1));
    }

    private static CompanyUser Person(string json) => ProcoreJson.Deserialize<CompanyUser>(json);

    private Task<PeopleFile> OpenAsync(string text, Func<PeopleFileOptions, PeopleFileOptions> change) =>
        PeopleFile.OpenAsync(_folder.Write("people.csv", text), change(new PeopleFileOptions(new ColumnMap([], []))), _ => throw new InvalidOperationException("The directory was read."), _said.Add);

    private Task<PeopleFile> OpenAsync(string text, params CompanyUser[] directory) => OpenAsync(text, false, false, directory);

    private Task<PeopleFile> OpenAsync(string text, bool skipsBadRows = false, bool allowsLostZeros = false, params CompanyUser[] directory)
    {
        return PeopleFile.OpenAsync(_folder.Write("people.csv", text), new PeopleFileOptions(new ColumnMap([], []), skipsBadRows, allowsLostZeros), LookAsync, _said.Add);

        Task<DirectoryLookup> LookAsync(bool hasNames)
        {
            _looks++;
            var lookup = new DirectoryLookup();
            foreach (var user in directory)
                lookup.Add(user);
            return Task.FromResult(lookup);
        }
    }
}
