using System.Collections;
using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>People without end, the same ones for the same seed.</summary>
internal sealed class MadeUpPeople(int seed) : IEnumerable<FakeUser>
{
    private static readonly string[] FirstNames =
        ["Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Femi", "Greta", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Maya", "Noor", "Oskar", "Priya"];
    private static readonly string[] LastNames =
        ["Abbott", "Brandt", "Castillo", "Dubois", "Eriksen", "Fofana", "Gallo", "Haddad", "Ivanova", "Jansen", "Kimura", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov"];
    private static readonly string[] JobTitles =
        ["Carpenter", "Electrician", "Estimator", "Foreman", "Project Engineer", "Project Manager", "Safety Officer", "Superintendent"];

    private readonly Random _random = new(seed);
    private int _count;

    public IEnumerator<FakeUser> GetEnumerator()
    {
        while (true)
            yield return Next();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private FakeUser Next()
    {
        lock (_random)
        {
            var (first, last) = (Pick(FirstNames), Pick(LastNames));
            var number = (++_count).ToString(CultureInfo.InvariantCulture);
            return new FakeUser
            {
                FirstName = first,
                LastName = last,
                EmailAddress = $"{first}.{last}.{number}@example.com".ToLowerInvariant(),
                JobTitle = Pick(JobTitles),
            };
        }
    }

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
