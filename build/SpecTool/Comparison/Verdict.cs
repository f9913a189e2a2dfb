namespace SpecTool.Comparison;

/// <summary>
/// What a change does to each audience: callers of ICompanyUsers, callers of the raw clients when they compile, and programs that
/// are already running against Procore.
/// </summary>
internal readonly record struct Verdict(Effect Facade, Effect Raw, Effect Wire)
{
    public static Verdict None => default;

    public bool Breaks => Facade is Effect.Breaks || Raw is Effect.Breaks || Wire is Effect.Breaks;

    public Severity Severity =>
        Facade is Effect.Breaks ? Severity.BreaksCallers
        : Breaks ? Severity.BreaksRawCallers
        : Severity.Harmless;

    /// <summary>The same change in an operation that no method of ICompanyUsers calls.</summary>
    public Verdict WithoutFacade => this with { Facade = Effect.None };

    public override string ToString() => $"facade {Word(Facade)}; raw clients at compile time {Word(Raw)}; on the wire {Word(Wire)}";

    public static string Word(Effect effect) => effect switch
    {
        Effect.Breaks => "broken",
        Effect.Changes => "changed",
        _ => "unaffected",
    };
}
