using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>Bytes become text as they do with <see cref="StreamReader" />, however they are cut up.</summary>
internal sealed class ReadTextTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] Parts =
        ["a", "\"\\u00e9\"", "é", "ß", "日本", "😀", "👩‍👩‍👧", "\u2028", "\0", "\uFEFF", new string('x', 5000), new string('ö', 9000), "\uFFFD"];

    private static readonly byte[][] Broken =
        [[0xC3], [0xE6, 0x97], [0xF0, 0x9F, 0x98], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x28]];

    [Test]
    public void Any_text_is_read_as_it_was_written() =>
        Check.One(Often, Prop.ForAll(Pieces(Parts.Select(Encoding.UTF8.GetBytes)), bytes => ReadsAsStreamReaderDoes(bytes)));

    [Test]
    public void What_is_no_utf_8_is_replaced_as_elsewhere() =>
        Check.One(Often, Prop.ForAll(Pieces([.. Broken, .. Parts.Select(Encoding.UTF8.GetBytes)]), bytes => ReadsAsStreamReaderDoes(bytes)));

    [Test]
    public void Any_bytes_at_all_are_read_as_elsewhere() =>
        Check.One(Often, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsAsStreamReaderDoes(bytes)));

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-32")]
    [TestCase("utf-32BE")]
    public void The_mark_at_the_beginning_says_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("""{"name":"Zoë 😀"}""")];

        Assert.That(JsonText.Read<Models.CompanyUser>(new MemoryStream(bytes))!.Name, Is.EqualTo("Zoë 😀"));
    }

    [Test]
    public void The_stream_is_left_open_for_whoever_reads_it_again()
    {
        using var stream = new MemoryStream("{}"u8.ToArray());
        using (Utf8Text.Open(stream))
        {
        }

        Assert.That(() => Utf8Text.Open(stream).ReadToEnd(), Is.EqualTo("{}"));
    }

    private static Arbitrary<byte[]> Pieces(IEnumerable<byte[]> pieces) =>
        Gen.Elements(pieces).ListOf().Select(list => list.SelectMany(piece => piece).ToArray()).ToArbitrary();

    private static bool ReadsAsStreamReaderDoes(byte[] bytes)
    {
        var expected = new StreamReader(new MemoryStream(bytes)).ReadToEnd();
        return new[] { 1, 2, 3, 1000, 8191 }.All(size => Read(bytes, size) == expected);
    }

    private static string Read(byte[] bytes, int size)
    {
        using var text = Utf8Text.Open(new Stingy(bytes));
        var read = new StringBuilder();
        var buffer = new char[size + 2];
        int count;
        while ((count = text.Read(buffer, 1, size)) > 0)
            read.Append(buffer, 1, count);
        Assert.That((buffer[0], buffer[^1]), Is.EqualTo(('\0', '\0')), "It wrote beside its place.");
        return read.ToString();
    }

    /// <summary>Gives seven bytes at a time.</summary>
    private sealed class Stingy(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
