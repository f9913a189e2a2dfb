using FsCheck;
using FsCheck.Fluent;
using Procore.Generated.Requests;

namespace Procore.CompanyUsers.Tests;

internal sealed class BufferedBodyTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(200);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(20480)]
    [TestCase(86016)]
    [TestCase(1_000_000)]
    public async Task ReadAsync_reads_every_byte_with_or_without_a_known_length(int length)
    {
        var bytes = Bytes(length);
        foreach (var isKnown in new[] { true, false })
        {
            using var body = await BufferedBody.ReadAsync(Content(bytes, isKnown), int.MaxValue, default);
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy);

            Assert.That(body.Length, Is.EqualTo(length));
            Assert.That(copy.ToArray().AsSpan().SequenceEqual(bytes), "the same bytes");
        }
    }

    [Test]
    public async Task Read_returns_any_part_again()
    {
        const int length = 200_000;
        var bytes = Bytes(length);
        using var body = await BufferedBody.ReadAsync(Content(bytes, isKnown: false), int.MaxValue, default);

        Check.One(Often, Prop.ForAll(Gen.Choose(0, length).Two().ToArbitrary(), part =>
        {
            body.Position = part.Item1;
            var buffer = new byte[part.Item2];
            var read = body.Read(buffer, 0, buffer.Length);
            return read == Math.Min(buffer.Length, length - part.Item1)
                && buffer.AsSpan(0, read).SequenceEqual(bytes.AsSpan(part.Item1, read))
                && body.Position == part.Item1 + read;
        }));
    }

    [Test]
    public async Task Dispose_makes_the_pooled_bytes_unreachable()
    {
        var body = await BufferedBody.ReadAsync(Content(Bytes(5000), isKnown: false), int.MaxValue, default);
        await body.DisposeAsync();
        await body.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => body.Read(new byte[10], 0, 10), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => body.Position = 4999, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(body.CanRead, Is.False);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ReadAsync_refuses_a_body_longer_than_allowed(bool isKnown) =>
        Assert.That(() => BufferedBody.ReadAsync(Content(Bytes(5001), isKnown), 5000, default), Throws.TypeOf<BodyTooLongException>());

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static StreamContent Content(byte[] bytes, bool isKnown)
    {
        var content = new StreamContent(new MemoryStream(bytes));
        content.Headers.ContentLength = isKnown ? bytes.Length : null;
        return content;
    }
}
