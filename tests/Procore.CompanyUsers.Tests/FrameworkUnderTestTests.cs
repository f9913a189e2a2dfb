using System.Reflection;
using System.Runtime.Versioning;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>The same tests are built twice, against the net10.0 and the netstandard2.0 build of the sources.</summary>
internal sealed class FrameworkUnderTestTests
{
    [TestCase(typeof(ICompanyUsers))]
    [TestCase(typeof(CompanyUser))]
    public void The_sources_are_of_the_build_that_this_project_is_for(Type type)
    {
        var wanted = typeof(FrameworkUnderTestTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FrameworkUnderTest").Value;

        Assert.That(type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(wanted));
    }
}
