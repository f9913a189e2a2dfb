namespace Procore.Packages.Tests.PublicApi;

/// <summary>A listing shows what callers depend on besides names and types, so a change of it is a difference.</summary>
internal sealed class ListingTests
{
    private static readonly IReadOnlyList<string> Declarations = Listing.Declarations(Listing.Of(typeof(Shown<>).Assembly, [typeof(Shown<>)]));

    [TestCase("Name {", "public required string Name { get; set; }", TestName = "Listing_shows_required")]
    [TestCase("Title {", "public virtual string Title { get; }", TestName = "Listing_shows_virtual")]
    [TestCase("Heading {", "[System.Obsolete(\"Use Title.\")] public string Heading { get; }", TestName = "Listing_shows_Obsolete_with_its_text")]
    [TestCase("Plain {", "public string Plain { get; }", TestName = "Listing_shows_no_trait_that_a_member_lacks")]
    [TestCase("Shown<TItem>", "public class Shown<TItem> where TItem : class, System.IDisposable, new ()", TestName = "Listing_shows_the_constraints_of_a_type")]
    [TestCase("Describe<TKey>(", "public string Describe<TKey>(TKey key) where TKey : struct, System.IComparable<TKey> { }", TestName = "Listing_shows_the_constraints_of_a_method")]
    public void Listing_shows_each_trait(string part, string declaration)
    {
        var shown = Declarations.Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])
            .Where(line => line.Contains($" {part}", StringComparison.Ordinal))
            .Select(line => line.Replace("  ", " ", StringComparison.Ordinal));

        Assert.That(shown, Is.EqualTo([declaration]), string.Join('\n', Declarations));
    }
}
