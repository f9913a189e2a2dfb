using FsCheck;
using FsCheck.Fluent;

namespace Procore.DirectorySync.Tests;

/// <summary>Directories and wishes at random, out of so few keys that they are at odds all the time.</summary>
internal sealed class RandomDirectoryTests
{
    [Test]
    public void ApplyAsync_changes_only_users_in_scope_and_finishes() =>
        Check(300, async scenario =>
        {
            using var directory = scenario.Directory();
            using var folder = new TemporaryFolder();
            var sync = new PeopleSync(directory.Users, new DirectoryJournal(folder.Path), directory.Clock);
            var before = directory.Company.Users;

            var plan = await sync.PlanAsync(scenario.People().ToAsyncEnumerable(), scenario.Options());
            var run = await sync.ApplyAsync(plan);

            var after = directory.Company.Users;
            var touched = after.Where(user => before.All(old => old != user)).ToList();
            Assert.That(run.Outcomes.Select(outcome => outcome.IsMade), Is.All.True, run.ToString());
            Assert.That(run.IsComplete, Is.EqualTo(plan.Problems.Count == 0));
            Assert.That(directory.Writes, Has.Count.EqualTo(plan.RequestCount));
            Assert.That(after, Has.Count.EqualTo(before.Count + plan.Creates.Count));
            Assert.That(touched.Select(user => user.Id), Is.EquivalentTo(run.Outcomes.Select(outcome => outcome.UserId)));
            Assert.That(before.Where(user => !scenario.MayTouch(user)), Is.SubsetOf(after));
            var disputed = plan.Conflicts.Where(conflict => conflict.Reason != ConflictReason.EmailAddressTaken).SelectMany(conflict => conflict.Users).Select(user => user.UserId).ToList();
            var holders = plan.Conflicts.SelectMany(conflict => conflict.Users).Select(user => user.UserId);
            Assert.That(plan.Deactivations.Where(change => change.Person.Position is null).Select(change => change.Person.UserId).Intersect(holders), Is.Empty);
            Assert.That(touched.Select(user => (long?)user.Id), Has.None.AnyOf([.. disputed.Cast<object>(), directory.Account.Id]));
            Assert.That(
                plan.Changes.Count(change => change.Person.Position is not null) + plan.Skipped.Count(skipped => skipped.Person.Position is not null) + plan.Conflicts.SelectMany(conflict => conflict.People).Select(person => person.Position).Distinct().Count()
                + plan.Unchanged.Count,
                Is.EqualTo(plan.Wanted));

            directory.Clock.Advance(TimeSpan.FromHours(24));
            var next = await sync.PlanAsync(scenario.People().ToAsyncEnumerable(), scenario.Options());
            Assert.That(next.Changes.Select(change => change.ToString()), Is.Empty);
            Assert.That(next.Conflicts, Has.Count.EqualTo(plan.Conflicts.Count));
        });

    [Test]
    public void UndoAsync_restores_random_directories() =>
        Check(150, async scenario =>
        {
            using var directory = scenario.Directory();
            using var folder = new TemporaryFolder();
            var sync = new PeopleSync(directory.Users, new DirectoryJournal(folder.Path), directory.Clock);
            var before = directory.State();
            var run = await sync.ApplyAsync(await sync.PlanAsync(scenario.People().ToAsyncEnumerable(), scenario.Options()));
            if (run.Id is null)
                return;
            directory.Clock.Advance(TimeSpan.FromHours(24));

            Assert.That((await sync.UndoAsync(run.Id)).Outcomes.Select(outcome => outcome.IsMade), Is.All.True);

            Assert.That(before, Is.SubsetOf(directory.State()));
            Assert.That(directory.State().Except(before).Select(user => user.IsActive), Is.All.False);
        });

    private static void Check(int count, Func<Scenario, Task> check) =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            try
            {
                check(new Scenario(seed)).GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithParallelRunConfig(null));

    private sealed class Scenario(int seed)
    {
        private readonly bool _onlyEmployees = seed % 3 == 1;
        private readonly string? _prefix = seed % 3 == 2 ? "A" : null;

        public TestDirectory Directory()
        {
            var random = new Random(seed);
            var directory = new TestDirectory(pageSize: 4);
            foreach (var (emailAddress, originId) in Shuffled(random, 10).Zip(Shuffled(random, 10)).Take(random.Next(8)))
            {
                directory.Company.AddUser(new FakeUser
                {
                    Id = 100 + emailAddress,
                    LastName = Pick(random, "Abbott", "Brandt"),
                    EmailAddress = Address(random, emailAddress),
                    OriginId = random.Next(2) == 0 ? Origin(originId) : null,
                    EmployeeId = random.Next(2) == 0 ? $"E{random.Next(6)}" : null,
                    JobTitle = Pick(random, null, "Foreman", "Laborer"),
                    IsActive = random.Next(4) > 0,
                    IsEmployee = random.Next(3) > 0,
                });
            }
            return directory;
        }

        public IReadOnlyList<Person> People()
        {
            var random = new Random(seed + 1);
            return [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Person
            {
                Id = random.Next(8) == 0 ? 100 + random.Next(10) : null,
                OriginId = random.Next(3) > 0 ? Origin(random.Next(10)) : null,
                EmployeeId = random.Next(2) == 0 ? new Optional<string?>($"e{random.Next(6)}") : default,
                FirstName = random.Next(2) == 0 ? new Optional<string?>("Ada") : default,
                LastName = random.Next(8) > 0 ? new Optional<string?>(Pick(random, "Abbott", "Brandt")) : default,
                EmailAddress = random.Next(8) > 0 ? new Optional<string?>(Address(random, random.Next(10))) : default,
                JobTitle = random.Next(2) == 0 ? new Optional<string?>(Pick(random, null, "Foreman", "Laborer")) : default,
                IsEmployee = random.Next(3) > 0 ? new Optional<bool?>(true) : default,
                AddToNewProjects = random.Next(4) == 0 ? new Optional<bool?>(true) : default,
                BidContact = random.Next(4) == 0 ? new Optional<bool?>(true) : default,
                IsActive = random.Next(8) > 0,
            })];
        }

        public DirectorySyncOptions Options()
        {
            var options = new DirectorySyncOptions(_prefix is { } prefix ? DirectoryScope.OriginIdPrefix(prefix) : _onlyEmployees ? DirectoryScope.Employees : DirectoryScope.Everybody)
            {
                MatchByEmailAddress = seed % 5 > 0,
                MatchByEmployeeId = seed % 7 > 2,
                DeactivateMissing = seed % 11 > 0,
                DeactivateUnlinked = seed % 13 == 0 ? null : seed % 2 == 0,
                BatchSize = 1 + (seed % 4),
                MaxDeactivations = 100,
                MaxReactivations = 100,
                MaxIdentityChanges = 100,
            };
            options.ProtectedIds.Add(103);
            return options;
        }

        public bool MayTouch(FakeUser user) =>
            user.Id != 103 && (!_onlyEmployees || user.IsEmployee == true) && (_prefix is null || user.OriginId?.StartsWith(_prefix, StringComparison.Ordinal) == true);

        private static string Origin(int number) => number % 2 == 0 ? $"A{number}" : $"b{number}";

        private static string Address(Random random, int number)
        {
            var address = $"p{number}@bluestone.example";
            return random.Next(2) == 0 ? address.ToUpperInvariant() : address;
        }

        private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

        private static int[] Shuffled(Random random, int count)
        {
            int[] numbers = [.. Enumerable.Range(0, count)];
            random.Shuffle(numbers);
            return numbers;
        }
    }
}
