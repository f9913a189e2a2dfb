namespace Procore.Build.Tests;

/// <summary>One tree, restored and built once for all fixtures. Tests that change anything work on a copy of it.</summary>
[SetUpFixture]
internal sealed class BuiltTree
{
    public static SourceTree Tree { get; private set; } = null!;

    public static BuildOutcome FirstBuild { get; private set; } = null!;

    [OneTimeSetUp]
    public void Build()
    {
        Tree = SourceTree.OfRepository();
        FirstBuild = Tree.Build(Tree.NoPrograms, "-v:detailed");
        FirstBuild.MustSucceed();
    }

    [OneTimeTearDown]
    public void Delete() => Tree.Dispose();
}
