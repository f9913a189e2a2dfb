using System.Collections;
using System.Globalization;

namespace Procore.CompanyUsers.Testing;

/// <summary>An endless sequence of people; the same seed gives the same people.</summary>
internal sealed class MadeUpPeople(int seed) : IEnumerable<FakeUser>
{
    private static readonly string[] FirstNames =
        ["Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Femi", "Greta", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Maya", "Noor", "Oskar", "Priya"];
    private static readonly string[] LastNames =
        ["Abbott", "Brandt", "Castillo", "Dubois", "Eriksen", "Fofana", "Gallo", "Haddad", "Ivanova", "Jansen", "Kimura", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov"];
    private static readonly string[] JobTitles =
        ["Carpenter", "Electrician", "Estimator", "Foreman", "Project Engineer", "Project Manager", "Safety Officer", "Superintendent"];
    private static readonly (string City, string StateCode, string Zip)[] Places =
        [("Austin", "TX", "78701"), ("Boston", "MA", "02108"), ("Chicago", "IL", "60601"), ("Denver", "CO", "80202"), ("Portland", "OR", "97204"), ("Tampa", "FL", "33602")];

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
            var (city, stateCode, zip) = Places[_count % Places.Length];
            return new FakeUser
            {
                FirstName = first,
                LastName = last,
                EmailAddress = $"{first}.{last}.{number}@example.com".ToLowerInvariant(),
                JobTitle = Pick(JobTitles),
                IsEmployee = true,
                EmployeeId = number.PadLeft(6, '0'),
                MobilePhone = string.Format(CultureInfo.InvariantCulture, "+1 512 555 {0:D4}", _count % 10_000),
                City = city,
                StateCode = stateCode,
                CountryCode = "US",
                Zip = zip,
            };
        }
    }

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
