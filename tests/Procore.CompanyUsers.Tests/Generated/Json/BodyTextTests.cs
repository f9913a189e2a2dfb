using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>Bytes become text as they do with <see cref="StreamReader" />, however they are cut up.</summary>
internal sealed class BodyTextTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] Parts =
        ["a", "\"\\u00e9\"", "é", "ß", "日本", "😀", "👩‍👩‍👧", "\u2028", "\0", "\uFEFF", new string('x', 5000), new string('ö', 9000), "\uFFFD"];

    private static readonly byte[][] Broken =
        [[0xC3], [0xE6, 0x97], [0xF0, 0x9F, 0x98], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x28]];

    [Test]
    public void Open_reads_any_UTF8_text_unchanged() =>
        Check.One(Often, Prop.ForAll(Pieces(Parts.Select(Encoding.UTF8.GetBytes)), bytes => ReadsAsStreamReaderDoes(bytes)));

    [Test]
    public void Open_throws_when_bytes_are_not_UTF8() =>
        Check.One(Often, Prop.ForAll(Pieces([.. Broken, .. Parts.Select(Encoding.UTF8.GetBytes)]), bytes => ReadsAsStreamReaderDoes(bytes)));

    [Test]
    public void Open_reads_any_bytes_as_a_strict_StreamReader_does() =>
        Check.One(Often, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsAsStreamReaderDoes(bytes)));

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-32")]
    [TestCase("utf-32BE")]
    public void Read_detects_the_encoding_from_the_byte_order_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("""{"name":"Zoë 😀"}""")];

        Assert.That(JsonText.Read<Models.CompanyUser>(new MemoryStream(bytes))!.Name, Is.EqualTo("Zoë 😀"));
    }

    [Test]
    public void Open_leaves_the_stream_open()
    {
        using var stream = new MemoryStream("{}"u8.ToArray());
        using (BodyText.Open(stream, null))
        {
        }

        Assert.That(() => BodyText.Open(stream, null).ReadToEnd(), Is.EqualTo("{}"));
    }

    private static Arbitrary<byte[]> Pieces(IEnumerable<byte[]> pieces) =>
        Gen.Elements(pieces).ListOf().Select(list => list.SelectMany(piece => piece).ToArray()).ToArbitrary();

    private static bool ReadsAsStreamReaderDoes(byte[] bytes)
    {
        var (encoding, mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding)new UTF8Encoding(false, true), 3),
            [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, false, true), 4),
            [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, false, true), 4),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            _ => (new UTF8Encoding(false, true), 0),
        };
        string? expected;
        try
        {
            expected = encoding.GetString(bytes, mark, bytes.Length - mark);
        }
        catch (DecoderFallbackException)
        {
            expected = null;
        }
        return new[] { 1, 2, 3, 1000, 8191 }.All(size => ReadOrNull(bytes, size) == expected);
    }

    private static string? ReadOrNull(byte[] bytes, int size)
    {
        try
        {
            return Read(bytes, size);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Read(byte[] bytes, int size)
    {
        using var text = BodyText.Open(new Stingy(bytes), null);
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
