using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>A picture is sent as it is read.</summary>
internal sealed class AvatarStreamTests
{
    private const long Size = 16L * 1024 * 1024;
    private const long Buffers = 1024 * 1024;

    [Test]
    public async Task UpdateAsync_streams_the_avatar_without_buffering_it()
    {
        var picture = new CountedStream(Size);
        var wire = new Wire(picture);

        await UsersBehind(wire).UpdateAsync(7, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(picture, "ada.png", "image/png") });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wire.ReadBefore, Is.Zero);
            Assert.That(wire.LargestLead, Is.LessThan(Buffers));
            Assert.That(wire.Written, Is.GreaterThan(Size).And.LessThan(Size + 1000));
            Assert.That(wire.Length, Is.Null);
            Assert.That(picture.IsDisposed, Is.True);
        }
    }

    [Test]
    public async Task UpdateAsync_sends_the_avatar_from_its_position_with_a_known_length()
    {
        var picture = new MemoryStream("notPNG"u8.ToArray()) { Position = 3 };
        var wire = new Wire(picture);

        await UsersBehind(wire).UpdateAsync(7, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(picture, "ada.png", "image/png") });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wire.ReadBefore, Is.EqualTo(3));
            Assert.That(wire.Length, Is.EqualTo(wire.Written));
            Assert.That(wire.Head, Does.Contain("\r\n\r\nPNG\r\n"));
        }
    }

    [Test]
    public async Task CreateAsync_sends_a_seekable_avatar_again_from_its_position()
    {
        var picture = new MemoryStream("notPNG"u8.ToArray()) { Position = 3 };
        var wire = new Wire(picture, refusals: 2);

        await UsersBehind(wire).CreateAsync(new NewCompanyUser("A", "a@example.com"), new CompanyUserWriteOptions { Avatar = new Avatar(picture, "ada.png", "image/png") });

        Assert.That(wire.Heads, Has.Count.EqualTo(3).And.All.Contain("\r\n\r\nPNG\r\n"));
    }

    [Test]
    public void UpdateAsync_sends_an_avatar_that_cannot_seek_only_once()
    {
        var wire = new Wire(new CountedStream(3), refusals: 2);

        Assert.That(
            () => UsersBehind(wire).UpdateAsync(7, new CompanyUserChanges(), new CompanyUserWriteOptions { Avatar = new Avatar(new CountedStream(3), "ada.png", "image/png") }),
            Throws.TypeOf<RateLimitExceededException>());
        Assert.That(wire.Heads, Has.Count.EqualTo(1));
    }

    [Test]
    public void UpdateAsync_leaves_the_avatar_unread_when_it_refuses_the_call()
    {
        var picture = new CountedStream(Size);
        var odd = new CompanyUserChanges();
        odd.AdditionalProperties["odd"] = new Version(1, 2);
        var users = UsersBehind(new Wire(picture));
        var options = new CompanyUserWriteOptions { Avatar = new Avatar(picture, "ada.png", "image/png") };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => users.UpdateAsync(0, new CompanyUserChanges(), options), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => users.UpdateAsync(7, odd, options), Throws.InstanceOf<ArgumentException>());
            Assert.That((picture.BytesRead, picture.IsDisposed), Is.EqualTo((0L, false)));
        }
    }

    private static ICompanyUsers UsersBehind(HttpMessageHandler wire)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestClock { SkipsWaits = true });
        services.AddProcore(options =>
        {
            options.CompanyId = 7;
            options.AccessToken = "token";
        }).ConfigurePrimaryHttpMessageHandler(() => wire);
        return services.BuildServiceProvider().GetRequiredService<ICompanyUsers>();
    }

    /// <summary>Takes a body as a network does, piece by piece, and compares what it has with what was read of the picture.</summary>
    private sealed class Wire(Stream picture, int refusals = 0) : HttpMessageHandler
    {
        private readonly List<string> _heads = [];

        public long ReadBefore { get; private set; }

        public long? Length { get; private set; }

        public long Written { get; private set; }

        public long LargestLead { get; private set; }

        public string Head { get; private set; } = string.Empty;

        /// <summary>The beginning of each body that was sent.</summary>
        public IReadOnlyList<string> Heads => _heads;

        private long PositionInPicture => picture.Position;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ReadBefore = picture.Position;
            Head = string.Empty;
            Length = request.Content!.Headers.ContentLength;
            await request.Content.CopyToAsync(new Sink(this), cancellationToken);
            _heads.Add(Head);
            if (_heads.Count <= refusals)
                return Answer.Json("{}", 429, ("Retry-After", "0"));
            return Answer.Json("""{"id":7}""");
        }

        private sealed class Sink(Wire wire) : MemoryStream
        {
            public override void Write(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

            public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            {
                Take(buffer.AsSpan(offset, count));
                return Task.CompletedTask;
            }

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                Take(buffer.Span);
                return ValueTask.CompletedTask;
            }

            private void Take(ReadOnlySpan<byte> piece)
            {
                wire.Written += piece.Length;
                wire.LargestLead = Math.Max(wire.LargestLead, wire.PositionInPicture - wire.Written);
                if (wire.Head.Length < 1000)
                    wire.Head += System.Text.Encoding.ASCII.GetString(piece[..Math.Min(piece.Length, 1000)]);
            }

        }
    }
}
