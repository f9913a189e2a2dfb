namespace Procore.Build.Tests;

/// <summary>One tree, restored and built once, when the first test needs it. Tests that change anything work on a copy of it.</summary>
[SetUpFixture]
internal sealed class BuiltTree
{
    private static readonly Lazy<(SourceTree Tree, BuildOutcome Outcome)> Built = new(Build);

    public static SourceTree Tree
    {
        get
        {
            FirstBuild.MustSucceed();
            return Built.Value.Tree;
        }
    }

    public static BuildOutcome FirstBuild => Built.Value.Outcome;

    [OneTimeTearDown]
    public void Delete()
    {
        if (Built.IsValueCreated)
            Built.Value.Tree.Dispose();
    }

    private static (SourceTree Tree, BuildOutcome Outcome) Build()
    {
        var tree = SourceTree.OfRepository();
        return (tree, tree.Build(tree.NoPrograms, "-v:detailed"));
    }
}
