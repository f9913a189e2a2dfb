using Procore.Generated.Errors;
using Meaning = Procore.Generated.Errors.StatedResult.Meaning;

namespace Procore.CompanyUsers.Tests;

/// <summary>What each word means, and what the properties of a response say together.</summary>
internal sealed class StatedResultTests
{
    private const string Successes = "success|successful|successfully|succeeded|ok|okay|true|yes|done|complete|completed|finished|processed|created|saved|synced|added|removed|updated|changed|unchanged|activated|deactivated|reactivated|invited|sent|delivered|revoked|not_modified|not modified|no_content|no content|no change|no changes|1";
    private const string Promises = "accepted|queued|enqueued|pending|processing|running|waiting|submitted|in_progress|in progress|scheduled|started";
    private const string PlainFailures = "failed|failure|fail|error|errored|rejected|refused|forbidden|unprocessable|unauthorized|unsuccessful|unsuccessfully|unsaved";
    private const string Failures = PlainFailures + "|false|no|denied|invalid|skipped|ignored|aborted|canceled|cancelled|0";
    private const string BadWords = PlainFailures + "|false|fails|errors|failures|rejects|refuses|not|cannot|unable|denied|declined|invalid|missing|taken|exceeded|exceeds|expired|locked|conflict|unavailable|timeout|timed|duplicate|down|wrong|problem|aborted|insufficient|bad|restricted|prohibited|rolled|rollback|quota|unsupported|incomplete";
    private const string DoubtfulWords = "no|0|nothing|nobody|none|never|must|only|required|blank|unknown|permission|maintenance|partial|partially|part|exists|try";
    private const string Results = "status|result|success";
    private const string ErrorProperties = "errors|error|error_message|errorMessage|error_messages|errorMessages";
    private const string MessageProperties = "message|messages|reason|error_description";
    private const string FailureFlagsOfUsers = "is_error|isError|has_errors|hasErrors|failed";
    private const string FailureFlagsOfOthers = "failure|rejected|refused";
    private const string SuccessFlagsOfUsers = "ok|is_success|isSuccess|succeeded|successful";
    private const string SuccessFlagsOfOthers = "sent|delivered|invited";
    private const string FailureCounts = "failures|failed|error_count|errors_count|failed_count|failure_count";

    [TestCase(Successes, Meaning.Success)]
    [TestCase("200|201|204|299", Meaning.Success)]
    [TestCase("no change!|no changes.|Saved!", Meaning.Success)]
    [TestCase(Promises + "|202", Meaning.Promise)]
    [TestCase(Failures + "|400|422|599", Meaning.Failure)]
    [TestCase("|   |hmm|100|302|399|600|099|1000|hmm saved@example.com|hmm not@failed.example", Meaning.Unknown)]
    public void Of_knows_single_words(string words, Meaning meaning)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var word in words.Split('|'))
            {
                Assert.That(StatedResult.Of(word), Is.EqualTo(meaning), word);
                Assert.That(StatedResult.Of($" {word.ToUpperInvariant()} "), Is.EqualTo(meaning), word);
            }
        }
    }

    [Test]
    public void Of_reads_flags_and_numbers()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new object?[] { true, 1L, 204L }.Select(StatedResult.Of), Is.All.EqualTo(Meaning.Success));
            Assert.That(new object?[] { false, 0L, 404L }.Select(StatedResult.Of), Is.All.EqualTo(Meaning.Failure));
            Assert.That(new object?[] { null, 7L, new List<object?> { "saved" }, new Dictionary<string, object?>() }.Select(StatedResult.Of), Is.All.EqualTo(Meaning.Unknown));
        }
    }

    [Test]
    public void Each_bad_word_makes_a_sentence_one_of_failure()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var word in BadWords.Split('|'))
            {
                Assert.That(StatedResult.Of($"Saved or {word} it"), Is.EqualTo(Meaning.Failure), word);
                Assert.That((StatedResult.IsBadNews($"It {word.ToUpperInvariant()}"), StatedResult.IsGoodNews($"Saved or {word} it")), Is.EqualTo((true, false)), word);
                // "0 users failed" and "failed: 0".
                Assert.That(StatedResult.Of($"Saved, 0 users {word}"), Is.EqualTo(Meaning.Success), word);
                Assert.That(StatedResult.Of($"Saved, {word}: 0"), Is.EqualTo(Meaning.Success), word);
                Assert.That(StatedResult.Of($"Saved, {word}: 3"), Is.EqualTo(Meaning.Failure), word);
            }
        }
    }

    [Test]
    public void Each_doubtful_word_makes_a_sentence_of_success_unclear()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var word in DoubtfulWords.Split('|'))
            {
                Assert.That(StatedResult.Of($"Saved {word} it"), Is.EqualTo(Meaning.Unknown), word);
                Assert.That((StatedResult.IsBadNews($"Saved {word} it"), StatedResult.IsGoodNews($"Saved {word} it")), Is.EqualTo((true, false)), word);
                Assert.That(StatedResult.Of($"It {word} it"), Is.EqualTo(Meaning.Failure), word);
            }
        }
    }

    [Test]
    public void A_negation_takes_the_word_after_it_away()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var negation in new[] { "no", "0", "zero", "without", "none", "nothing" })
            {
                Assert.That(StatedResult.Of($"Saved, {negation} errors, {negation} failures"), Is.EqualTo(Meaning.Success), negation);
                Assert.That(StatedResult.Of($"Saved, {negation} users failed"), Is.EqualTo(Meaning.Success), negation);
                Assert.That(StatedResult.Of($"{negation} saved, failed"), Is.EqualTo(Meaning.Failure), negation);
                Assert.That(StatedResult.Of($"Hello, {negation}"), Is.Not.EqualTo(Meaning.Success), negation);
                foreach (var change in new[] { "change", "changes", "update", "updates", "to" })
                    Assert.That(StatedResult.Of($"Saved, {negation} {change}"), Is.EqualTo(Meaning.Success), $"{negation} {change}");
            }
        }
    }

    [TestCase("Hello, it isn't so", Meaning.Failure)]
    [TestCase("Hello, it ISN’T so", Meaning.Failure)]
    [TestCase("Ada@not.example was saved", Meaning.Success)]
    [TestCase("User created. It failed", Meaning.Success)]
    [TestCase("User created; it failed", Meaning.Success)]
    [TestCase("User created! It failed", Meaning.Success)]
    [TestCase("User created? It failed", Meaning.Success)]
    [TestCase("User created\nIt failed", Meaning.Success)]
    [TestCase("Hello. It failed", Meaning.Failure)]
    [TestCase("Hello. Then it was queued. It failed", Meaning.Success)]
    [TestCase("Hello. What a day", Meaning.Unknown)]
    public void Of_reads_the_first_sentence_that_says_something(string text, Meaning meaning) => Assert.That(StatedResult.Of(text), Is.EqualTo(meaning));

    [Test]
    public void News_of_nothing_is_neither_good_nor_bad()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { null, "Hello" }.Select(StatedResult.IsGoodNews), Is.All.False);
            Assert.That(new[] { null, "Hello", " Saved ", "queued", " not_modified " }.Select(StatedResult.IsBadNews), Is.All.False);
            Assert.That(new[] { " Saved ", "queued", " not_modified ", "The user was queued" }.Select(StatedResult.IsGoodNews), Is.All.True);
        }
    }

    [Test]
    public void An_empty_list_may_say_that_nothing_was_found()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var finding in new[] { "found", "result", "results", "record", "records", "match", "matches", "any" })
                Assert.That(new[] { $"{finding} not", $"{finding} weren't", $"no {finding}", $"Nothing {finding}" }.Select(StatedResult.IsBadNewsOfList), Is.All.False, finding);
            Assert.That(new[] { null, "No users", "0 users", "none", "Hello" }.Select(StatedResult.IsBadNewsOfList), Is.All.False);
            Assert.That(new[] { "users not", "users weren't there", "results are locked", "users are required" }.Select(StatedResult.IsBadNewsOfList), Is.All.True);
        }
    }

    [Test]
    public void An_error_is_a_failure()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in ErrorProperties.Split('|'))
            {
                foreach (var (isUser, hasContent) in new[] { (true, true), (false, true), (false, false) })
                    AssertIs(Verdict(isUser, hasContent, (name.ToUpperInvariant(), "is taken"), ("message", "Sorry")), Meaning.Failure, "is taken", "Sorry");
                AssertIs(Verdict(false, true, (name, true)), Meaning.Failure, "Procore says that it failed.");
                AssertIs(Verdict(false, true, (name, "none")), Meaning.Success);
                Assert.That(StatedResult.IsMessage(name.ToUpperInvariant()), name);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
                Assert.That(StatedResult.ErrorsIn(Map((name, "is taken"), ("message", "Sorry"))).Select(error => error.Message), Is.EqualTo(new[] { "is taken" }));
            }
        }
    }

    [Test]
    public void A_message_is_weighed_by_its_words()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in MessageProperties.Split('|'))
            {
                AssertIs(Verdict(false, false, (name, "Hello")), Meaning.Failure, "Hello");
                AssertIs(Verdict(false, false, (name, "Saved")), Meaning.Success);
                AssertIs(Verdict(false, true, (name, "Hello")), Meaning.Success);
                AssertIs(Verdict(false, true, (name, "is taken")), Meaning.Unknown, "is taken");
                var isOfUser = name is "message" or "messages";
                AssertIs(Verdict(true, true, (name, "is taken")), isOfUser ? Meaning.Unknown : Meaning.Success, isOfUser ? ["is taken"] : []);
                Assert.That(StatedResult.IsMessage(name), name);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
                Assert.That(StatedResult.MessagesIn(Map((name, "Sorry"), ("errors", "is taken"))).Select(error => error.Message), Is.EqualTo(new[] { "is taken", "Sorry" }));
            }
            Assert.That(StatedResult.IsMessage("status"), Is.False);
        }
    }

    [Test]
    public void A_result_of_failure_is_a_failure()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in Results.Split('|'))
            {
                AssertIs(Verdict(false, true, (name, " FAILED ")), Meaning.Failure, $"Procore refused the request without saying why ({name}: failed).");
                AssertIs(Verdict(false, true, (name, 422L)), Meaning.Failure, $"Procore refused the request without saying why ({name}: 422).");
                AssertIs(Verdict(false, true, (name, "Carl was rejected")), Meaning.Failure, $"Procore refused the request without saying why ({name}: a sentence).");
                AssertIs(Verdict(false, true, (name, "failed"), ("reason", "is taken")), Meaning.Failure, "is taken");
                AssertIs(Verdict(false, true, (name, "hmm"), ("reason", "Hello")), Meaning.Unknown, "Hello");
                AssertIs(Verdict(false, true, (name, "pending")), Meaning.Promise);
                AssertIs(Verdict(false, true, (name, "saved")), Meaning.Success);
                AssertIs(Verdict(false, true, (name, null)), Meaning.Success);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
            }
            AssertIs(Verdict(false, true, ("status", "pending"), ("result", "hmm")), Meaning.Unknown);
        }
    }

    [Test]
    public void The_status_of_a_user_is_a_result_only_in_plain_words()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { "status", "result" })
            {
                foreach (var word in PlainFailures.Split('|').Concat(["was rejected", "not_saved", "Saved NOT", "422", " 400 "]))
                    Assert.That(Verdict(true, true, (name, word)).Meaning, Is.EqualTo(Meaning.Failure), word);
                foreach (var word in new[] { "no", "locked", "not there", "saved", "399", "pending", "hmm" })
                    AssertIs(Verdict(true, true, (name, word)), Meaning.Success);
            }
            Assert.That(Verdict(true, true, ("success", "no")).Meaning, Is.EqualTo(Meaning.Failure));
            Assert.That(Verdict(true, true, ("success", "hmm")).Meaning, Is.EqualTo(Meaning.Unknown));
            Assert.That(Verdict(true, true, ("success", "pending")).Meaning, Is.EqualTo(Meaning.Promise));
        }
    }

    [Test]
    public void Flags_and_counts_say_that_something_failed()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in $"{FailureFlagsOfUsers}|{FailureFlagsOfOthers}".Split('|'))
            {
                foreach (var value in new object[] { true, "TRUE", 1L })
                    AssertIs(Verdict(false, true, (name, value)), Meaning.Failure, $"Procore refused the request without saying why ({name}).");
                AssertIs(Verdict(false, true, (name, false)), Meaning.Success);
                Assert.That(Verdict(true, true, (name, true)).Meaning, Is.EqualTo(FailureFlagsOfOthers.Contains(name, StringComparison.Ordinal) ? Meaning.Success : Meaning.Unknown), name);
                Assert.That(Verdict(true, true, (name, 1L)).Meaning, Is.EqualTo(Meaning.Success), name);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
            }
            foreach (var name in $"{SuccessFlagsOfUsers}|{SuccessFlagsOfOthers}".Split('|'))
            {
                foreach (var value in new object[] { false, "False", 0L })
                    AssertIs(Verdict(false, true, (name, value)), Meaning.Failure, $"Procore refused the request without saying why ({name}: false).");
                AssertIs(Verdict(false, true, (name, true)), Meaning.Success);
                Assert.That(Verdict(true, true, (name, false)).Meaning, Is.EqualTo(SuccessFlagsOfOthers.Contains(name, StringComparison.Ordinal) ? Meaning.Success : Meaning.Unknown), name);
                Assert.That(Verdict(true, true, (name, 0L)).Meaning, Is.EqualTo(Meaning.Success), name);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
            }
            foreach (var name in FailureCounts.Split('|'))
            {
                foreach (var value in new object[] { 2L, "3", new List<object?> { null }, Map(("7", null)) })
                    AssertIs(Verdict(false, true, (name, value)), Meaning.Failure, $"Procore refused the request without saying why ({name}).");
                foreach (var value in new object[] { 0L, "-3", "x", new List<object?>(), Map() })
                    AssertIs(Verdict(false, true, (name, value)), Meaning.Success);
                AssertIs(Verdict(true, true, (name, 2L)), Meaning.Success);
                Assert.That(StatedResult.AllProperties, Does.Contain(name));
            }
        }
    }

    [Test]
    public void WithoutSummary_keeps_errors_and_plain_results()
    {
        foreach (var name in Results.Split('|'))
        {
            foreach (var kept in new object[] { "failed", "no", " pending ", "accepted", 400L })
                Assert.That(StatedResult.WithoutSummary(Map((name, kept), ("Errors", "x"), ("message", "x"), ("failed", true))).Keys, Is.EquivalentTo(new[] { name, "Errors" }), $"{name}: {kept}");
            foreach (var dropped in new object?[] { "saved", "hmm", 399L, null })
                Assert.That(StatedResult.WithoutSummary(Map((name, dropped))), Is.Empty, $"{name}: {dropped}");
        }
    }

    [Test]
    public void WithoutCounts_drops_numbers_and_the_flags_of_a_batch_that_goes_on()
    {
        var said = Map(("status", 404L), ("result", 100L), ("success", 99L), ("x", 0L), ("y", -1L), ("error_count", 150L), ("failures", "x"), ("failed", true), ("ok", false), ("errors", "x"));

        Assert.That(StatedResult.WithoutCounts(said, isComplete: false).Keys, Is.EquivalentTo(new[] { "status", "result", "y", "errors" }));
        Assert.That(StatedResult.WithoutCounts(said, isComplete: true).Keys, Is.EquivalentTo(new[] { "status", "result", "y", "errors", "failed", "ok" }));
    }

    [Test]
    public void SaysNothing_is_true_for_values_without_an_error()
    {
        var nothings = new object?[] { null, false, 0L, 0.0, "", " ", "0", "False", "NULL", "none", "[]", "{}", "No error", " no errors " };
        var errors = new object[] { true, 1L, 0.5, "x", "no err", new List<object?> { null, "x" }, Map(("a", null), ("b", "x")) };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nothings.Select(StatedResult.SaysNothing), Is.All.True);
            Assert.That(StatedResult.SaysNothing(nothings.ToList()));
            Assert.That(StatedResult.SaysNothing(Map(("a", null), ("b", new List<object?>()))));
            Assert.That(errors.Select(StatedResult.SaysNothing), Is.All.False);
        }
    }

    private static StatedResult.Verdict Verdict(bool isUser, bool hasContent, params (string Name, object? Value)[] properties) =>
        StatedResult.VerdictOf(Map(properties), isUser, hasContent);

    private static Dictionary<string, object?> Map(params (string Name, object? Value)[] properties) =>
        properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);

    private static void AssertIs(StatedResult.Verdict verdict, Meaning meaning, params string[] messages)
    {
        Assert.That(verdict.Meaning, Is.EqualTo(meaning));
        Assert.That(verdict.Messages.Select(message => message.Message), Is.EqualTo(messages));
    }
}
