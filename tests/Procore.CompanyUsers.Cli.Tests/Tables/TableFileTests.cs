using System.Text;
using Procore.CompanyUsers.Cli.Tables;

namespace Procore.CompanyUsers.Cli.Tests.Tables;

public sealed class TableFileTests
{
    private static readonly string[] Known = ["id", "last name", "email address", "job title"];
    private static readonly Encoding Windows1252 = TableOptions.EncodingOf("windows-1252")!;

    private TemporaryFolder _folder = null!;
    private List<string> _said = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _said) = (new TemporaryFolder(), []);

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("utf-8", true)]
    [TestCase("utf-8", false)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16", false)]
    [TestCase("utf-16BE", true)]
    [TestCase("utf-16BE", false)]
    public void Open_detects_Unicode_encodings(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var mark = hasMark ? encoding.GetPreamble() : [];

        using var file = Open([.. mark, .. encoding.GetBytes("id,last name\r\n1,Jürgen 木\r\n")]);

        Assert.That(file.Headers, Is.EqualTo(["id", "last name"]));
        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["1", "Jürgen 木"]));
    }

    [Test]
    public void Open_reads_Windows_1252_when_the_option_says_so()
    {
        using var file = Open(Windows1252.GetBytes("id,last name\n1,Jürgen–Łódź"[..^4] + "\n"), new TableOptions { Encoding = Windows1252 });

        Assert.That(file.Rows().Single().Cells[1], Is.EqualTo("Jürgen–"));
    }

    [TestCase("utf-16", "windows-1252")]
    [TestCase("utf-8", "utf-16")]
    public void Open_throws_when_the_byte_order_mark_contradicts_the_option(string actual, string given)
    {
        var encoding = Encoding.GetEncoding(actual);

        Assert.That(() => Open([.. encoding.GetPreamble(), .. encoding.GetBytes("id\n1\n")], new TableOptions { Encoding = TableOptions.EncodingOf(given) }),
            Throws.TypeOf<CommandException>().With.Message.Contain("Leave out --encoding"));
    }

    [Test]
    public void Rows_names_the_cell_that_is_not_UTF8()
    {
        using var file = Open(Encoding.Latin1.GetBytes("id,Hire Date,last name\n1,2026-01-01,Müller\n"));

        Assert.That(file.Rows().Single().CellFaults.Keys, Is.EqualTo([2]));
    }

    [TestCase("Employee report,,\n\nGenerated on,2026-11-25,\nid,last name,email address\n1,Xu,a@example.com\n", 5)]
    [TestCase("Employee report\nid;last name;email address\n1;Xu;a@example.com\n", 3)]
    [TestCase("#TYPE System.Management.Automation.PSCustomObject\nid,last name,email address\n1,Xu,a@example.com\n", 3)]
    [TestCase("sep=;\nid;last name;email address\n1;Xu;a@example.com\n", 2)]
    [TestCase("sep=|\r\nReport, of: all\r\nid|last name|email address\r\n1|Xu|a@example.com\r\n", 3)]
    [TestCase("\n\nid,last name,email address\n1,Xu,a@example.com\n", 4)]
    [TestCase("id,last name,email address\n1,Xu,a@example.com\n", 2)]
    public void Open_finds_the_header_and_numbers_rows_like_a_spreadsheet(string text, int row)
    {
        using var file = Open(Encoding.UTF8.GetBytes(text));

        Assert.That(file.Headers, Is.EqualTo(["id", "last name", "email address"]));
        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["1", "Xu", "a@example.com"]));
        Assert.That(file.Rows().Single().Number, Is.EqualTo(row));
    }

    [Test]
    public void Open_reports_how_many_rows_above_the_header_it_ignores()
    {
        using var file = Open("Employee report\n\nid,last name\n1,Xu\n"u8.ToArray());

        Assert.That(_said, Is.EqualTo(["The header is in row 3; 1 row above it is ignored."]));
    }

    [Test]
    public void Open_follows_the_number_of_rows_to_skip()
    {
        using var file = Open("id,last name\nShoe,Hat\n1,2\n"u8.ToArray(), new TableOptions { SkippedRows = 1 });

        Assert.That(file.Headers, Is.EqualTo(["Shoe", "Hat"]));
        Assert.That(file.Rows().Single().Number, Is.EqualTo(3));
    }

    [Test]
    public void Headers_are_free_of_invisible_and_repeated_white_space()
    {
        using var file = Open(Encoding.UTF8.GetBytes("\uFEFF\u00A0id ,Last \u00A0 Name,Email\u200B\tAddress\n1,2,3\n"));

        Assert.That(file.Headers, Is.EqualTo(["id", "Last Name", "Email Address"]));
    }

    [Test]
    public void Headers_end_with_the_last_named_column()
    {
        using var file = Open("id,last name,,\n1,Xu,,\n2,Yi,\n3,Zu\n4,Au,x,\n"u8.ToArray());

        Assert.That(file.Headers, Is.EqualTo(["id", "last name"]));
        Assert.That(file.Rows().Select(row => row.Fault is null), Is.EqualTo([true, true, true, false]));
    }

    [Test]
    public void Headers_number_equal_names_and_nameless_columns()
    {
        using var file = Open("Phone,id,phone,,Phone\n1,2,3,4,5\n"u8.ToArray());

        Assert.That(file.Headers, Is.EqualTo(["Phone#1", "id", "phone#2", "column 4", "Phone#3"]));
        Assert.That(file.RawHeaders, Is.EqualTo(["Phone", "id", "phone", "", "Phone"]));
    }

    [Test]
    public void Rows_follows_trim_and_blank()
    {
        using var file = Open(Encoding.UTF8.GetBytes("id,last name,job title\n 1\u00A0,n/a,N/A \n"), new TableOptions { Trims = true, Blanks = ["N/A"] });

        Assert.That(file.Rows().Single().Cells, Is.EqualTo(["1", "", ""]));
    }

    private TableFile Open(byte[] bytes, TableOptions? options = null) =>
        TableFile.Open(_folder.Write("people.csv", bytes), options ?? TableOptions.Default, header => Known.Contains(header, StringComparer.OrdinalIgnoreCase), _said.Add);
}
