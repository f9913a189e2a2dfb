using System.Reflection;
using System.Runtime.Versioning;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

/// <summary>The same tests are built twice, against the net10.0 and the netstandard2.0 build of the sources.</summary>
internal sealed class FrameworkUnderTestTests
{
    [TestCase(typeof(ICompanyUsers))]
    [TestCase(typeof(CompanyUser))]
    public void Assemblies_target_the_framework_of_this_project(Type type)
    {
        var wanted = typeof(FrameworkUnderTestTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FrameworkUnderTest").Value;

        Assert.That(type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(wanted));
    }
}
