using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>Bytes become text as a strict encoding decodes them, however they are cut up.</summary>
internal sealed class BodyTextTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(150);

    private static readonly string[] Parts =
        ["a", "\\u00e9", "\\\"", "é", "ß", "日本", "😀", "👩‍👩‍👧", "\u2028", "\n", "\uFEFF", "\uFFFD"];

    /// <summary>Longer than a piece of 4,096 bytes. Rare, as reading them byte by byte takes long.</summary>
    private static readonly string[] LongParts = [new('x', 5000), new('ö', 9000)];

    private static readonly byte[][] Broken =
        [[0xC3], [0xE6, 0x97], [0xF0, 0x9F, 0x98], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x28]];

    [Test]
    public void Read_reads_any_UTF8_text_unchanged() =>
        Check.One(Often, Prop.ForAll(Joined(Parts.Select(Encoding.UTF8.GetBytes)), bytes => ReadsAsAStrictDecoderDoes(bytes)));

    [Test]
    public void Read_throws_when_bytes_are_not_UTF8() =>
        Check.One(Often, Prop.ForAll(Joined([.. Broken, .. Parts.Select(Encoding.UTF8.GetBytes)]), bytes => ReadsAsAStrictDecoderDoes(bytes)));

    [Test]
    public void Open_reads_any_bytes_as_a_strict_decoder_does() =>
        Check.One(Often, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            using var text = BodyText.Open(new MemoryStream(bytes), null);
            return OrNull(text.ReadToEnd) == Decoded(bytes);
        }));

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

    private static Arbitrary<byte[]> Joined(IEnumerable<byte[]> pieces) =>
        Gen.Frequency((40, Gen.Elements(pieces)), (1, Gen.Elements(LongParts.Select(Encoding.UTF8.GetBytes)))).ListOf().Select(list => list.SelectMany(piece => piece).ToArray()).ToArbitrary();

    /// <summary>Reads the bytes as the name and the value of a property, in pieces of several lengths.</summary>
    private static bool ReadsAsAStrictDecoderDoes(byte[] bytes)
    {
        byte[] json = [.. "{\""u8, .. bytes, .. "\":\""u8, .. bytes, .. "\"}"u8];
        var text = OrNull(() => new UTF8Encoding(false, true).GetString(bytes));
        var expected = text?.Replace("\\u00e9", "é", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);
        return new[] { 1, 7, 4096, json.Length }.All(size => Read(json, size) == (expected is null ? null : $"{expected}|{expected}"));
    }

    private static string? Read(byte[] json, int size)
    {
        try
        {
            var body = new JsonBody(Pieces.Of(json, size));
            var read = body.Read(static (ref ModelReader reader) => reader.Read() ? (Dictionary<string, object?>)AnyCodec.ReadAny(ref reader)! : []).Single();
            return $"{read.Key}|{read.Value}";
        }
        catch (JsonException exception) when (exception.InnerException is DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Decoded(byte[] bytes)
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
        return OrNull(() => encoding.GetString(bytes, mark, bytes.Length - mark));
    }

    private static string? OrNull(Func<string> decode)
    {
        try
        {
            return decode();
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
