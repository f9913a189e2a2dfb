using System.Text.Json;
using Procore.CompanyUsers.Cli.Review;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Tests.Review;

public sealed class ReviewRulesTests
{
    [TestCase("""{"permission_template":null,"company_permission_template":null}""", false)]
    [TestCase("""{"permission_template":{"id":7,"name":"Crew"},"company_permission_template":null}""", false)]
    [TestCase("""{"permission_template":{"id":7,"name":"Crew"}}""", true)]
    [TestCase("""{"default_permission_template_id":7,"company_permission_template_id":null}""", true)]
    [TestCase("""{"is_active":false}""", false)]
    public void FindingsOf_points_out_a_template_that_is_not_known(string user, bool isFinding)
    {
        var rules = new ReviewRules(DateTimeOffset.UnixEpoch, 90, [], new HashSet<long>());

        Assert.That(rules.FindingsOf(JsonSerializer.Deserialize<CompanyUser>(user)!, []).Any(finding => finding.Contains("leaves out a permission template", StringComparison.Ordinal)), Is.EqualTo(isFinding));
    }
}
